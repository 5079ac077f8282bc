"""A commented dossier to start from."""

from importlib.resources import files

from offramp.dossier.splice import in_line

TEMPLATE_FILE = "template.yaml"


def new_dossier(title: str) -> str:
    """Return the text of a new dossier: a small worked example with comments, under a title of its own.

    Parameters
    ----------
    title
        Any text of one line or more; it is quoted where YAML needs that.

    Raises
    ------
    ValueError
        When the title is blank.
    """
    if not title.strip():
        raise ValueError("a dossier needs a title")
    template = (files("offramp.dossier") / TEMPLATE_FILE).read_text(encoding="utf-8")
    return template.replace("{title}", in_line(" ".join(title.split())), 1)
