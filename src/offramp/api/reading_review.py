"""Review of a dossier's suggestions, one at a time; every decision is saved as it is made.

A suggested claim is accepted, put in other words, rejected or graded; a suggested event, deadline, option or ending is
put in its place in the dossier when it is accepted. Rejected ones stay, marked so, and are not suggested again.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offramp.api.reading_place import put_in_place
from offramp.dossier.dates import FuzzyDate
from offramp.dossier.files import FileError, read_beside
from offramp.dossier.load import LoadedDossier, read_dossier
from offramp.dossier.model_evidence import Claim
from offramp.dossier.model_suggestions import Suggestion
from offramp.dossier.save import Edit, edit

AROUND = 160  # code points of the source shown on each side of a claim


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source with the range that a claim stands in.

    Attributes
    ----------
    before, words, after
        What stands before it, the claim's own words, and what follows, in one line each.
    """

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide.

    Attributes
    ----------
    id
        Key among the evidence or the suggestions.
    kind
        claim, event, deadline, option or scenario.
    title
        What it says.
    details
        Name and value of whatever else it holds.
    passages
        Where it stands in the sources, as far as these are beside the dossier.
    """

    id: str
    kind: str
    title: str
    details: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]


class Review:
    """The suggestions of one dossier, and what is decided about them.

    Parameters
    ----------
    path
        The dossier; it is read anew after each decision, so that what others change meanwhile is kept.
    """

    def __init__(self, path: Path | str) -> None:
        self._path = Path(path)

    def pending(self) -> tuple[Item, ...]:
        """Return what is still to be decided, claims first, in the order of the file.

        Raises
        ------
        DossierError
            When the dossier is unsound in structure.
        """
        loaded = read_dossier(self._path)
        texts = _texts(loaded)
        claims = [
            _claim_item(name, claim, texts)
            for name, claim in loaded.model.evidence.items()
            if claim.status == "suggested"
        ]
        others = [
            _suggestion_item(loaded, name, each, texts)
            for name, each in loaded.model.suggestions.items()
            if each.status == "suggested"
        ]
        return (*claims, *others)

    def accept(self, item: Item, words: str | None = None) -> None:
        """Accept, with other words for the claim or another title where these are given.

        Raises
        ------
        EditError
            When the place for it is not as it has to be.
        """
        if item.kind == "claim":
            reworded = [Edit(("evidence", item.id, "claim"), words)] if words else []
            edit(self._path, [*reworded, Edit(("evidence", item.id, "status"), "accepted")])
            return
        loaded = read_dossier(self._path)
        edit(self._path, list(put_in_place(loaded, item.id, loaded.model.suggestions[item.id], words)))

    def reject(self, item: Item) -> None:
        """Reject: it stays, marked so, and is not suggested again."""
        edit(self._path, [Edit((_section(item), item.id, "status"), "rejected")])

    def grade(self, item: Item, grade: str) -> None:
        """Grade a claim by the Admiralty code; it is still to be decided."""
        edit(self._path, [Edit(("evidence", item.id, "grade"), grade)])


def _section(item: Item) -> str:
    return "evidence" if item.kind == "claim" else "suggestions"


def _texts(loaded: LoadedDossier) -> dict[str, str]:
    """Return the texts of those sources that have a readable file."""
    found = {}
    for name, source in loaded.model.sources.items():
        if source.file is not None:
            try:
                found[name] = read_beside(loaded.path.parent, source.file).text
            except FileError:
                continue
    return found


def passage_of(claim: Claim, texts: dict[str, str]) -> Passage | None:
    """Return where a claim stands in its source; without the source, its quote."""
    text = texts.get(claim.source or "")
    if text is None or (claim.span is None and (claim.quote is None or claim.quote not in text)):
        return Passage("", claim.quote, "") if claim.quote else None
    begin, end = claim.span or (text.index(claim.quote or ""), text.index(claim.quote or "") + len(claim.quote or ""))
    first, last = max(0, begin - AROUND), min(len(text), end + AROUND)
    before = ("… " if first else "") + text[first:begin]
    after = text[end:last] + (" …" if last < len(text) else "")
    return Passage(_line(before), _line(text[begin:end]), _line(after))


def _line(text: str) -> str:
    """Return a text in one line; a space at either end stays."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return lead + " ".join(text.split()) + tail


def _claim_item(name: str, claim: Claim, texts: dict[str, str]) -> Item:
    passage = passage_of(claim, texts)
    chain = " < ".join(" and ".join(link) for link in claim.attributed_to)
    given = (
        ("says", chain or "the report itself"),
        ("repeated by", ", ".join(claim.echoed_by)),
        ("caution", claim.hedge or ""),
        ("condition", claim.condition or ""),
        ("when", str(claim.date) if claim.date else ""),
        ("grade", claim.grade or ""),
        ("supports", ", ".join(claim.supports)),
        ("some of the origins of", claim.subset_of or ""),
        ("why", claim.why or ""),
    )
    details = tuple((key, value) for key, value in given if value)
    return Item(name, "claim", claim.claim or claim.quote or "", details, (passage,) if passage else ())


def _suggestion_item(loaded: LoadedDossier, name: str, each: Suggestion, texts: dict[str, str]) -> Item:
    kind = next(key for key in Suggestion.alternatives if getattr(each, key) is not None)
    value = getattr(each, kind)
    shown = value.model_dump(exclude_defaults=True, by_alias=True)
    title = str(shown.pop("title", "") or name)
    details = tuple((key, _shown(item)) for key, item in shown.items())
    based = [claim for claim in (loaded.model.evidence.get(key) for key in each.evidence) if claim is not None]
    passages = tuple(passage for claim in based if (passage := passage_of(claim, texts)) is not None)
    return Item(name, kind, title, details, passages)


def _shown(value: Any) -> str:
    if isinstance(value, FuzzyDate):
        return str(value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
