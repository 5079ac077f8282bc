"""A copy of a dossier that others may read: without the files, spans and quotes of its sources."""

from collections.abc import Iterator
from pathlib import Path

from offramp.dossier.files import read_text_file, replace_file
from offramp.dossier.load import LoadedDossier, read_dossier
from offramp.dossier.save import Edit, edited

DRAFT_WORDS = "To be put in our own words"


class PublishError(Exception):
    """A dossier that cannot be published yet; ``problems`` says why, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))


def publish(path: Path | str, target: Path | str) -> None:
    """Write a copy of a dossier without files, spans and quotes.

    Claims that are only suggested or rejected, and suggestions, are left out as well when nothing cites them.

    Raises
    ------
    PublishError
        When an accepted claim has no words of our own, or the copy would stand in for the original.
    DossierError, FileError
        When a file is unsound or cannot be read or written.
    """
    path, target = Path(path), Path(target)
    loaded = read_dossier(path)
    problems = list(_problems(loaded))
    if target.resolve() == path.resolve():
        problems.append(f"{target} is the dossier itself: the copy needs a name of its own")
    if problems:
        raise PublishError(problems)
    text = edited(read_text_file(path).text, list(_edits(loaded)), path)
    replace_file(target, text.encode())


def _problems(loaded: LoadedDossier) -> Iterator[str]:
    for name, claim in loaded.model.evidence.items():
        if claim.status == "accepted" and (claim.claim is None or claim.claim.startswith(DRAFT_WORDS)):
            yield f'the claim "{name}" has only the words of its source: give it a claim: of its own (offramp review)'


def _edits(loaded: LoadedDossier) -> Iterator[Edit]:
    model = loaded.model
    for name, source in model.sources.items():
        for key in ("file", "sha256"):
            if getattr(source, key) is not None:
                yield Edit(("sources", name, key), remove=True)
    if model.suggestions:
        yield Edit(("suggestions",), remove=True)
    from offramp.brief.content import citations

    cited = citations(model)
    linked = {
        each
        for claim in model.evidence.values()
        if claim.status == "accepted"
        for each in (*claim.supports, *claim.contradicts, *((claim.subset_of,) if claim.subset_of else ()))
    }
    for name, claim in model.evidence.items():
        if claim.status != "accepted" and not cited.get(name) and name not in linked:
            yield Edit(("evidence", name), remove=True)
            continue
        if claim.claim is None:
            yield Edit(("evidence", name, "claim"), f"{DRAFT_WORDS}.")
        for key in ("quote", "span"):
            if getattr(claim, key) is not None:
                yield Edit(("evidence", name, key), remove=True)
