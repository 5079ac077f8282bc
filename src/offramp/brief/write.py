"""Write a brief to a file: HTML or Markdown, by the suffix of its name."""

from collections.abc import Callable
from pathlib import Path

from offramp.brief.content import BriefContent, Stamp, brief_content
from offramp.dossier.build import BuiltDossier
from offramp.dossier.files import FileError, replace_file

SUFFIXES = (".html", ".htm", ".md", ".markdown")


class BriefError(Exception):
    """A brief cannot be written; the message says why and what to do."""


def write_brief(built: BuiltDossier, target: Path | str, stamp: Stamp) -> Path:
    """Write the brief of a dossier and return where it is.

    The file is written beside the target and put in its place when it is complete, so that there is never half a brief.

    Parameters
    ----------
    built
        The dossier, loaded and built.
    target
        The file to write; ``.html`` or ``.md``.
    stamp
        Where the brief comes from.

    Raises
    ------
    BriefError
        When the suffix is none that can be written, or the file cannot be written.
    """
    target = Path(target)
    render = renderer(target)
    text = render(brief_content(built, stamp))
    try:
        replace_file(target, text.encode())
    except FileError as error:
        raise BriefError(f"{target}: {error.problem.message}") from None
    return target


def renderer(target: Path) -> Callable[[BriefContent], str]:
    """Return what turns the content of a brief into the text of a file with this name."""
    match target.suffix.casefold():
        case ".html" | ".htm":
            from offramp.brief.html import render_html

            return render_html
        case ".md" | ".markdown":
            from offramp.brief.markdown import render_markdown

            return render_markdown
        case ".pdf":
            html = target.with_suffix(".html").name
            raise BriefError(f"PDF comes with a later version; write {html} and print it from a browser")
        case suffix:
            found = f'"{suffix}"' if suffix else "no suffix"
            raise BriefError(f"a brief is written as .html or .md; {target.name} has {found}")
