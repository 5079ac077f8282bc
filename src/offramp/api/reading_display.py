"""A reading as people see it: the ledger with its passages marked, what parties do, what falls due, what may come."""

from offramp.api.display import Heading, Line, Part, Table
from offramp.api.reading_evidence import attribution
from offramp.api.reading_words import short
from offramp.figures.words import counted
from offramp.reading.claims import Claim
from offramp.reading.reader import Reading
from offramp.reading.span import Span
from offramp.visible import visible

LONGEST_PASSAGE = 420  # code points of a passage that is shown whole
AROUND = 60  # code points shown before and after what is claimed, of a longer one
SHOWN = 60  # claims shown of a longer ledger


def reading_parts(reading: Reading, name: str, *, everything: bool = False) -> list[Part]:
    """Return what to show of a reading.

    Parameters
    ----------
    reading
        What was read.
    name
        Of the report, where it has no title.
    everything
        Show every claim.
    """
    parts: list[Part] = [Heading(_summary(reading, name))]
    parts += [Line(note) for note in reading.article.notes]
    if reading.claims:
        parts += _ledger(reading, everything)
    if reading.acts:
        parts += _acts(reading)
    if reading.deadlines:
        parts.append(_deadlines(reading))
    for listed in reading.endings:
        told = f" (the report says {listed.count})" if not listed.is_complete else ""
        parts.append(Heading(f"Endings that the report names{told}"))
        parts += [Line(reading.words(item), lead="-", indent=2) for item in listed.items]
    return parts


def _summary(reading: Reading, name: str) -> str:
    attributed = sum(claim.is_attributed for claim in reading.claims)
    endings = sum(len(each.items) for each in reading.endings)
    told = [
        f"{counted(len(reading.claims), 'claim')} ({attributed} attributed)",
        counted(len(reading.acts), "act"),
        counted(len(reading.deadlines), "deadline"),
        counted(endings, "ending"),
    ]
    published = f", {reading.article.published}" if reading.article.published else ""
    return f"{reading.article.title or name}{published}: {', '.join(told)}"


def _ledger(reading: Reading, everything: bool) -> list[Part]:
    shown = reading.claims if everything else reading.claims[:SHOWN]
    parts: list[Part] = [Heading("Claims; what is claimed stands in [brackets]")]
    for number, claim in enumerate(shown, start=1):
        parts.append(Line(claim_head(reading, claim), lead=f"{number:>3}"))
        parts.append(marked_passage(reading, claim, indent=4))
    if len(shown) < len(reading.claims):
        parts.append(Line(f"{len(reading.claims) - len(shown)} more claims; --all shows them"))
    return parts


def claim_head(reading: Reading, claim: Claim) -> str:
    """Return who says it, when it happened, and how sure the source is, in a line: "Reuters < four sources; F6"."""
    told, echoes = attribution(claim.chain)
    steps = [" and ".join(step) if isinstance(step, list) else step for step in told]
    said = " < ".join(steps) if steps else "unnamed" if claim.is_attributed else "the report itself"
    rest = [f"repeated by {', '.join(echoes)}"] if echoes else []
    rest += [value] if (value := reading.value(claim.date)) else []
    rest += [f"“{reading.words(hedge.span)}”" for hedge in claim.hedges]
    rest += [claim.grade, claim.rule]
    return "; ".join([said, *rest])


def marked_passage(reading: Reading, claim: Claim, indent: int = 0) -> Line:
    """Return the sentence of a claim with what is claimed in brackets, and standing out where there are colours."""
    text = reading.article.text
    whole = _around(reading, claim)
    pieces: list[str] = ["… "] if whole.start > 0 and not _begins_sentence(reading, whole) else []
    marks: list[tuple[int, int]] = []
    at = whole.start
    for part in claim.content:
        pieces.append(visible(" ".join(text[at : part.start].split("\n"))))
        begin = sum(map(len, pieces))
        pieces.append("[" + visible(" ".join(part.of(text).split("\n"))) + "]")
        marks.append((begin, begin + len(pieces[-1])))
        at = part.end
    pieces.append(visible(" ".join(text[at : whole.end].split("\n"))))
    return Line("".join(pieces), indent=indent, marks=tuple(marks))


def _around(reading: Reading, claim: Claim) -> Span:
    """The sentences that a claim stands in, or of long ones some words around it."""
    span = claim.span
    if claim.rule.startswith("list"):
        span = claim.passage  # who says it stands above the list
    first, last = (
        reading.structure.sentence_of(span),
        reading.structure.sentence_of(Span(max(span.end - 1, 0), span.end)),
    )
    whole = Span(min(first.start if first else span.start, span.start), max(last.end if last else span.end, span.end))
    if len(whole) <= LONGEST_PASSAGE:
        return whole
    return Span(max(whole.start, span.start - AROUND), min(whole.end, span.end + AROUND))


def _begins_sentence(reading: Reading, whole: Span) -> bool:
    sentence = reading.structure.sentence_of(whole)
    return sentence is not None and sentence.start == whole.start


def _acts(reading: Reading) -> list[Part]:
    parts: list[Part] = [Heading("What parties do")]
    for number, act in enumerate(reading.acts, start=1):
        who = (act.who or "somebody") + (f" to {act.whom}" if act.whom else "")
        sort = (
            act.type.value
            + (", not done" if act.negated else "")
            + ("" if act.modality == "done" else f", {act.modality}")
        )
        when = f", {value}" if (value := reading.value(act.date)) else ""
        parts.append(Line(f"{sort}: {who}{when}: {_what(reading, number - 1)}", lead=f"{number:>3}"))
        parts += [Line(short(reading.words(term)), lead="-", indent=6) for term in act.terms]
    return parts


def _what(reading: Reading, place: int) -> str:
    act = reading.acts[place]
    words = short(reading.words(act.content if act.content is not None else act.cue))
    if act.answers is not None:
        words += f" (answers no {act.answers + 1})"
    return words


def _deadlines(reading: Reading) -> Table:
    rows = tuple(
        (
            reading.value(due.date) or "open",
            due.who or "",
            due.whom or "",
            short(reading.words(due.demand if due.demand is not None else due.cue)),
            due.status,
        )
        for due in reading.deadlines
    )
    return Table("What falls due", ("date", "by", "to", "what", "status"), rows)
