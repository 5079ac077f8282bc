r"""The ledger as brat standoff: for each source its text and an ``.ann`` file with the same stem.

As in PolNeAR (Newell, Margolin & Ruths 2018): text-bound annotations ``Source``, ``Cue`` and ``Content``, and an event
``Attribution`` that joins them. brat wants spans without line breaks, in increasing order, with the words of the pieces
joined by a space; a span that runs over a line break is therefore written as pieces and is one again when read back.
Offsets are code points. Grade and status are attributes of the event, the claim in our own words is a note, and a note
of type ``Ledger`` holds all that brat has no place for.
"""

import json
from collections.abc import Iterable, Iterator

from offramp.reading.exchange.record import PARTS, ClaimRecord, ExchangeError, LedgerRecord, Pair, outside, plain

EVENT, NOTE, LEDGER_NOTE = "Attribution", "AnnotatorNotes", "Ledger"
TYPES = {"content": "Content", "speaker": "Source", "cue": "Cue"}
CONFIGURATION = f"""[entities]
{chr(10).join(TYPES.values())}

[relations]
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
{EVENT}\tContent:Content, Source?:Source, Cue?:Cue

[attributes]
Grade\tArg:{EVENT}, Value:{"|".join(letter + digit for letter in "ABCDEF" for digit in "123456")}
Status\tArg:{EVENT}, Value:suggested|accepted|rejected
"""


def to_brat(ledger: LedgerRecord) -> dict[str, str]:
    """Return a brat collection: the files by name.

    Sources without a text and claims without a place in one have no place here: their ids are in ``left_out``
    (:func:`without_place`).

    Raises
    ------
    ExchangeError
        When a span does not lie in its source's text.
    """
    problems = [text for claim in ledger.claims if (source := ledger.source(claim.source)) and source.text is not None
                for text in outside(claim, source.text)]  # fmt: skip
    if problems:
        raise ExchangeError(*problems)
    files = {"annotation.conf": CONFIGURATION}
    for source in ledger.sources:
        if source.text is not None:
            files[f"{source.id}.txt"] = source.text
            files[f"{source.id}.ann"] = standoff(source.text, ledger.claims_of(source))
    return files


def without_place(ledger: LedgerRecord) -> tuple[str, ...]:
    """Return the ids of the claims that a brat collection cannot hold: no text, or no content marked in it."""
    texts = {source.id for source in ledger.sources if source.text is not None}
    return tuple(claim.id for claim in ledger.claims if claim.source not in texts or not claim.content)


def standoff(text: str, claims: Iterable[ClaimRecord]) -> str:
    """Return the ``.ann`` file of claims with content in one text."""
    return "".join(f"{line}\n" for line in _lines(text, [claim for claim in claims if claim.content]))


def _lines(text: str, claims: Iterable[ClaimRecord]) -> Iterator[str]:
    bounds = attributes = notes = 0
    for number, claim in enumerate(claims, start=1):
        roles = []
        marks = [
            (EVENT, "", claim.cue or claim.content),
            *((TYPES[part], TYPES[part], getattr(claim, part)) for part in PARTS),
        ]
        for kind, role, pieces in marks:
            if pieces:
                bounds += 1
                yield f"T{bounds}\t{kind} {_spans(text, pieces)}\t{_words(text, pieces)}"
                roles.append(f"{role or EVENT}:T{bounds}")
        yield f"E{number}\t{' '.join(roles)}"
        for kind, value in (("Grade", claim.grade), ("Status", claim.status)):
            if value:
                attributes += 1
                yield f"A{attributes}\t{kind} E{number} {value}"
        rest = {key: value for key, value in plain(claim).items() if key not in (*PARTS, "claim", "grade", "status")}
        for kind, note in ((NOTE, claim.claim), (LEDGER_NOTE, json.dumps(rest, ensure_ascii=False))):
            if note:
                notes += 1
                yield f"#{notes}\t{kind} E{number}\t{_one_line(note)}"


def _one_line(note: str) -> str:
    return " ".join(note.split("\n")).replace("\t", " ").replace("\r", " ")


def _fragments(text: str, pieces: Iterable[Pair]) -> list[Pair]:
    """Return pieces cut at line breaks, without the breaks."""
    found = []
    for begin, end in pieces:
        for line in text[begin:end].split("\n"):
            if line:
                found.append((begin, begin + len(line)))
            begin += len(line) + 1
    return found


def _spans(text: str, pieces: Iterable[Pair]) -> str:
    return ";".join(f"{begin} {end}" for begin, end in _fragments(text, pieces))


def _words(text: str, pieces: Iterable[Pair]) -> str:
    return " ".join(text[begin:end] for begin, end in _fragments(text, pieces))
