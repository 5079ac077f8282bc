"""brat standoff read back: what an annotator corrected, moved, graded or added."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from offramp.reading.exchange.brat import EVENT, LEDGER_NOTE, NOTE, TYPES
from offramp.reading.exchange.record import (
    PARTS,
    ClaimRecord,
    ExchangeError,
    LedgerRecord,
    Pair,
    ReadBack,
    SourceRecord,
    claim_from,
    new_id,
    words_at,
)


@dataclass(slots=True)
class _Document:
    """The lines of an ``.ann`` file, by id."""

    bounds: dict[str, tuple[str, tuple[Pair, ...]]] = field(default_factory=dict)
    events: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def from_brat(files: Mapping[str, str], known: LedgerRecord) -> ReadBack:
    """Read claims back from a brat collection.

    Parameters
    ----------
    files
        The contents of the ``.ann`` files, and of the ``.txt`` files where they are at hand, by name.
    known
        The ledger that the collection was written from: its texts are those that the offsets count in.
    """
    claims: list[ClaimRecord] = []
    problems: list[str] = []
    for name in sorted(name for name in files if name.endswith(".ann")):
        stem = name.removesuffix(".ann")
        source = known.source(stem)
        if source is None or source.text is None:
            problems.append(f'{name}: the ledger has no source "{stem}" with a text')
        elif files.get(f"{stem}.txt", source.text) != source.text:
            problems.append(f"{stem}.txt: not the text that the ledger has, so the offsets of {name} do not fit it")
        else:
            found = read_standoff(files[name], source, {claim.id for claim in known.claims})
            claims += found.claims
            problems += [f"{name}: {problem}" for problem in found.problems]
    return ReadBack(tuple(claims), tuple(problems))


def read_standoff(ann: str, source: SourceRecord, taken: Iterable[str] = ()) -> ReadBack:
    """Read the claims of one ``.ann`` file; those that an annotator added get ids that are not ``taken``."""
    document = _Document()
    for number, line in enumerate(ann.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            try:
                _read_line(document, line.rstrip("\r"), source.text or "")
            except ValueError as error:
                document.problems.append(f"line {number}: {error}")
    used = set(taken)
    claims: dict[str, ClaimRecord] = {}
    for event in document.events:
        claim = _claim(document, event, source)
        if claim is not None:
            if not claim.id or claim.id in claims:  # added, or copied, by the annotator
                claim = replace(claim, id=new_id(source.id, used))
            used.add(claim.id)
            claims[claim.id] = claim
    return ReadBack(tuple(claims.values()), tuple(document.problems))


def _read_line(document: _Document, line: str, text: str) -> None:
    name, _, rest = line.partition("\t")
    reader: Callable[[_Document, str, str, str], None] | None = {
        "T": _read_bound, "E": _read_event, "A": _read_attribute, "M": _read_attribute, "#": _read_note,
    }.get(name[:1])  # fmt: skip
    if reader is not None:  # relations, equivalences and normalizations say nothing of the ledger
        reader(document, name, rest, text)


def _read_bound(document: _Document, name: str, rest: str, text: str) -> None:
    head, _, _ = rest.partition("\t")
    kind, _, spans = head.partition(" ")
    pieces: list[Pair] = []
    for each in spans.split(";"):
        bounds = each.split()
        if len(bounds) != 2 or not all(bound.isascii() and bound.isdigit() for bound in bounds):
            raise ValueError(f'expected "{name}<TAB>TYPE BEGIN END<TAB>WORDS"; found "{head}"')
        begin, end = int(bounds[0]), int(bounds[1])
        if not begin < end <= len(text):
            raise ValueError(f"{name}: [{begin}, {end}] is no span of the text, which has {len(text):,} code points")
        if pieces and begin >= pieces[-1][1] and not text[pieces[-1][1] : begin].strip("\n"):
            begin = pieces.pop()[0]
        pieces.append((begin, end))
    document.bounds[name] = (kind, tuple(pieces))


def _read_event(document: _Document, name: str, rest: str, _: str) -> None:
    parts = [part.partition(":") for part in rest.split()]
    if not parts or not all(target for _, _, target in parts):
        raise ValueError(f'expected "{name}<TAB>TYPE:TRIGGER ROLE:ID …"; found "{rest}"')
    document.events[name] = (parts[0][0], [(role.rstrip("0123456789"), target) for role, _, target in parts[1:]])


def _read_attribute(document: _Document, name: str, rest: str, _: str) -> None:
    kind, target, value = [*rest.split(), "", "", ""][:3]
    if not target:
        raise ValueError(f'expected "{name}<TAB>TYPE TARGET VALUE"; found "{rest}"')
    document.attributes.setdefault(target, {})[kind] = value


def _read_note(document: _Document, name: str, rest: str, _: str) -> None:
    head, _, note = rest.partition("\t")
    kind, _, target = head.partition(" ")
    if not target:
        raise ValueError(f'expected "{name}<TAB>TYPE TARGET<TAB>NOTE"; found "{rest}"')
    document.notes.setdefault(target, {})[kind] = note


def _claim(document: _Document, event: str, source: SourceRecord) -> ClaimRecord | None:
    """Return the claim of an event; one that the annotator added has no id yet."""
    kind, arguments = document.events[event]
    if not kind.startswith(EVENT):
        return None
    parts: dict[str, tuple[Pair, ...]] = dict.fromkeys(PARTS, ())
    for role, target in arguments:
        part = next((part for part in PARTS if TYPES[part] == role), None)
        if part is not None and target in document.bounds:
            parts[part] = tuple(sorted({*parts[part], *document.bounds[target][1]}))
        elif part is not None:
            document.problems.append(f"{event}: there is no {target}")
    if not parts["content"]:
        document.problems.append(f"{event}: an {EVENT} needs a Content")
        return None
    notes, attributes = document.notes.get(event, {}), document.attributes.get(event, {})
    claim = _recorded(document, event, notes.get(LEDGER_NOTE)) or ClaimRecord("")
    changes: dict[str, Any] = {**parts, "source": source.id, "claim": notes.get(NOTE) or None}
    changes["grade"], status = attributes.get("Grade") or None, attributes.get("Status")
    changes["status"] = status if status in ("suggested", "accepted", "rejected") else "suggested"
    if claim.quote is not None or changes["claim"] is None:
        changes["quote"] = words_at(source.text or "", parts["content"])
    return replace(claim, **changes)


def _recorded(document: _Document, event: str, note: str | None) -> ClaimRecord | None:
    if note is None:
        return None
    try:
        return claim_from(json.loads(note))
    except (ValueError, RecursionError, ExchangeError) as error:
        document.problems.append(f"{event}: its note of type {LEDGER_NOTE} cannot be read: {error}")
        return None
