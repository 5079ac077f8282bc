"""Corrections of the ledger taken back into the dossier: what was changed or added elsewhere, nothing else.

A claim that is missing in the file stays as it is, and so does every key that the format does not hold. What was added
is a suggestion, whatever its status there. The dossier is checked before it is saved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offramp.api.ledger_files import read_exchange
from offramp.api.ledger_record import ledger_record
from offramp.dossier.check import check_examined, load_dossier
from offramp.dossier.files import LARGEST_FILE, read_text_file
from offramp.dossier.load import examine_bytes
from offramp.dossier.problems import DossierError
from offramp.dossier.save import Edit, edit, edited
from offramp.reading.exchange.record import ClaimRecord, LedgerRecord, plain

_PLAIN = (
    "claim", "attributed_to", "echoed_by", "subset_of", "supports", "contradicts", "hedge", "condition", "quantities",
    "date", "grade", "status", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """A key of a claim that changed; ``None`` for what is not there. An added claim has the key ``""``."""

    claim: str
    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Corrections:
    """What came back: the corrections, and a sentence for each thing that could not be read."""

    corrections: tuple[Correction, ...]
    problems: tuple[str, ...]


def take_corrections(dossier: Path | str, file: Path | str, *, save: bool = True) -> Corrections:
    """Read a ledger that was corrected elsewhere, and change the dossier accordingly.

    Raises
    ------
    offramp.reading.exchange.record.ExchangeError, offramp.dossier.files.FileError
        When the file cannot be read.
    offramp.dossier.problems.DossierError
        When the dossier is not sound, or would not be with the corrections; it stays as it was.
    """
    path = Path(dossier)
    before = ledger_record(load_dossier(path))
    back = read_exchange(Path(file), before)
    found = tuple(corrections(before, back.claims))
    edits = _edits(found)
    if edits:
        text = edited(read_text_file(path, LARGEST_FILE).text, edits, path)
        report = check_examined(examine_bytes(text.encode(), path), advice=False)
        if not report.ok:
            raise DossierError(path, report.problems)
        if save:
            edit(path, edits)
    return Corrections(found, back.problems)


def corrections(before: LedgerRecord, after: Sequence[ClaimRecord]) -> Iterator[Correction]:
    """Yield what differs, claim by claim."""
    known = {claim.id: claim for claim in before.claims}
    texts = {source.id: source.text for source in before.sources}
    places = {(claim.source, _hull(claim)) for claim in before.claims if claim.content}
    for claim in after:
        old = known.get(claim.id)
        text = texts.get(claim.source)
        if old is None and claim.content and (claim.source, _hull(claim)) in places:
            continue  # added in the file, and taken back before
        if old is None:
            yield Correction(claim.id, "", None, _added(claim, text))
        else:
            yield from _changed(old, claim, text)


def _changed(old: ClaimRecord, new: ClaimRecord, text: str | None) -> Iterator[Correction]:
    old_keys, new_keys = plain(old), plain(new)
    if new.content != old.content and new.content and text is not None:
        begin, end = _hull(new)
        yield Correction(old.id, "span", _listed(old), [begin, end])
        if old.quote is not None:
            yield Correction(old.id, "quote", old.quote, text[begin:end])
    elif new.quote is not None and new.quote != old.quote and (old.quote is not None or text is None):
        yield Correction(old.id, "quote", old.quote, new.quote)
        begin = -1 if text is None else text.find(new.quote)
        if begin >= 0:
            yield Correction(old.id, "span", _listed(old), [begin, begin + len(new.quote)])
    for key in _PLAIN:
        if old_keys.get(key) != new_keys.get(key):
            yield Correction(old.id, key, old_keys.get(key), new_keys.get(key))


def _added(claim: ClaimRecord, text: str | None) -> dict[str, Any]:
    """Return the entry of a claim that was added."""
    kept = {key: value for key, value in plain(claim).items() if key in _PLAIN or key in ("source", "quote")}
    if claim.content and text is not None:
        begin, end = _hull(claim)
        kept |= {"quote": text[begin:end], "span": [begin, end]}
    return kept | {"status": "suggested"}


def _hull(claim: ClaimRecord) -> tuple[int, int]:
    """Return the span from the first piece of the content to the last: the dossier has one for each claim."""
    return claim.content[0][0], claim.content[-1][1]


def _listed(claim: ClaimRecord) -> list[int] | None:
    return list(_hull(claim)) if claim.content else None


def _edits(found: Sequence[Correction]) -> list[Edit]:
    return [
        Edit(("evidence", each.claim, *([each.key] if each.key else [])), each.after, remove=each.after is None)
        for each in found
        if each.after is not None or each.before is not None
    ]
