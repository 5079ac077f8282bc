"""A reading merged into a dossier: new claims as suggested evidence, and what else it suggests, beside what is there.

Nothing that stands in the dossier is changed. What was read before, and accepted, edited or rejected since, is known by
its place in the source or by its words, and is not suggested again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from offramp.api.reading_additions import Additions
from offramp.api.reading_source import SourceEntry, source_entry
from offramp.dossier.files import FileError, read_beside, replace_file
from offramp.dossier.load import LoadedDossier, read_dossier
from offramp.dossier.model_evidence import Source
from offramp.dossier.save import Edit, edit
from offramp.reading.article import Article
from offramp.reading.reader import Reading


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    Attributes
    ----------
    source
        Id of the report's source.
    claims
        Ids of the claims that were added.
    known
        Number of claims of the report that the dossier had already.
    corroborating
        Of those added, the ids that say the same as an older claim from another origin, with the older one's.
    repeating
        The same, from the same origin.
    suggestions
        Ids of the suggestions that were added.
    """

    source: str
    claims: tuple[str, ...]
    known: int
    corroborating: Mapping[str, str]
    repeating: Mapping[str, str]
    suggestions: tuple[str, ...]


def merge(reading: Reading, report: Path | str, dossier: Path | str, *, quoting: bool = True) -> Merged:
    """Merge a reading into a dossier and save it.

    Parameters
    ----------
    reading, report
        What was read, and from which file.
    dossier
        The file; it is replaced when all is written.
    quoting
        Whether words of the report may stand in it.

    Raises
    ------
    DossierError
        When the dossier's structure is unsound.
    FileError
        When a file cannot be read or written.
    """
    path = Path(dossier)
    loaded = read_dossier(path)
    source = known_source(reading.article, loaded)
    new_source = source is None
    if source is None:
        used = set(loaded.model.sources)
        source = source_entry(reading.article, Path(report), path, used=used, quoting=quoting)
    plan = Additions(reading, loaded.model, source, quoting)
    edits = list(_edits(plan, source if new_source else None))
    if source.copy is not None and source.file is not None:
        replace_file(path.parent / source.file, source.copy.encode())
    edit(path, edits)
    return Merged(
        source.id,
        tuple(plan.entries),
        plan.known,
        plan.corroborating,
        plan.repeating,
        tuple(plan.suggestions),
    )


def known_source(article: Article, loaded: LoadedDossier) -> SourceEntry | None:
    """Return the source of a dossier that an article is, by its text, its digest or its address."""
    for name, source in loaded.model.sources.items():
        if (
            source.sha256 == article.sha256
            or (article.url and source.url == article.url)
            or _same_text(article, source, loaded)
        ):
            return SourceEntry(name, {}, source.file)
    return None


def _same_text(article: Article, source: Source, loaded: LoadedDossier) -> bool:
    if source.file is None:
        return False
    try:
        return read_beside(loaded.path.parent, source.file).text == article.text
    except FileError:
        return False


def _edits(plan: Additions, new_source: SourceEntry | None) -> Iterator[Edit]:
    if new_source is not None:
        yield Edit(("sources", new_source.id), new_source.entry)
    if plan.entries:
        yield Edit(("evidence",), plan.entries, extend=True)
    if plan.suggestions:
        yield Edit(("suggestions",), plan.suggestions, extend=True)
