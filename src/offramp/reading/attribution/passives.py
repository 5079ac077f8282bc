"""Rules for passives: "is expected to Q", "was criticised by X for Q", "Q was first reported by X"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.clauses import Clauses
from offramp.reading.attribution.frames import content_end
from offramp.reading.attribution.speech import chunk_start
from offramp.reading.attribution.verbs import verbs

_PASSIVE = frozenset(
    "say tell ask publish refer name depict consider compare stance act judge-good judge-bad accuse believe show rate decree vote request "
    "know demand want".split()
)


def passive(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this family propose for one sentence."""
    p = c.passage
    table = verbs()
    for k in range(c.first, c.last):
        chunk = c.chunks[k]
        if chunk.kind == "VG" and _is_asked(c, k):
            yield from _when_asked(c, k)
            continue
        if chunk.kind != "VG" or not (chunk.passive or chunk.form == "participle") or p.quoted[chunk.end - 1] >= 0:
            continue
        cues = [cue for cue in table.get(p.low[chunk.end - 1], ()) if cue.family in _PASSIVE and not cue.particles]
        if cues:
            yield from _proposed(c, k, cues[0].family)


def _is_asked(c: Clauses, k: int) -> bool:
    """Whether the verb group is "asked" with nobody who asks: at the head of a sentence, or after "when"."""
    chunk = c.chunks[k]
    opens = k == c.first or (c.kind(k - 1) in ("SUB", "WH") and c.word(k - 1) in ("when", "if", "once", "while"))
    return chunk.end - chunk.start == 1 and c.word(k) in ("asked", "told", "pressed", "questioned", "quizzed") and opens


def _when_asked(c: Clauses, k: int) -> Iterator[Candidate]:
    """Propose "asked about Q" and "when asked whether Q": nobody is named who asks."""
    at = k + 1
    while c.kind(at) in ("RB", "TIME"):
        at += 1
    cue_end = c.chunks[k].end
    if c.kind(at) == "IN" and c.word(at) == "about" and c.kind(at + 1) in ("NP", "VG", "WH"):
        at += 1
        cue_end = c.chunks[at].start
    elif c.kind(at) not in ("WH", "SUB", "THAT", "Q") and not (c.kind(at) == "VG" and c.chunks[at].form == "infinitive"):
        return
    stop = next((j for j in range(at + 1, c.last) if c.kind(j) == ","), c.last)
    end = c.chunks[stop - 1].end
    while end > c.chunks[at].start and c.passage.words[end - 1] in (".", ","):
        end -= 1
    if end > c.chunks[at].start:
        yield Candidate((), (c.chunks[k].start, cue_end), ((c.chunks[at].start, end),), "passive.when-asked")


def _proposed(c: Clauses, k: int, family: str) -> Iterator[Candidate]:
    """Propose the passive verb group at chunk `k`."""
    chunk = c.chunks[k]
    subject = c.subject(k) if chunk.passive else None
    if not chunk.passive and c.kind(k - 1) == "NP":
        left = c.phrase_left(k - 1)
        subject_range = (c.chunks[left if left is not None else k - 1].start, c.chunks[k - 1].end)
    elif subject is not None:
        subject_range = (subject.start, subject.end)
    else:
        return
    at = k + 1
    while c.kind(at) in ("RB", "TIME"):
        at += 1
    source, agent = (), ""
    if c.kind(at) == "IN" and c.word(at) == "by" and c.kind(at + 1) == "NP":
        end = c.phrase_right(at + 1)
        source = ((c.chunks[at + 1].start, c.chunks[end - 1].end),)
        agent = "-by"
        at = end
    form = "" if chunk.passive else "-reduced"
    content = [subject_range]
    frame = "none"
    if c.kind(at) == "VG" and c.chunks[at].form == "infinitive":
        frame = "to"
    elif c.kind(at) in ("THAT",) or (c.kind(at) == "SUB" and c.word(at) in ("if", "whether")) or c.kind(at) == "WH":
        frame = "that"
        content = []
    elif c.kind(at) == "IN" and c.word(at) in ("as", "for", "of", "about", "over"):
        frame = {"as": "as"}.get(c.word(at), "for")
    elif c.kind(at) == "SUB" and c.word(at) == "as":
        frame = "as"
    if frame == "none" and not agent and not chunk.passive:
        return
    if frame != "none":
        begin = c.chunks[at].start
        end = content_end(c, at, frozenset(verbs()), frame in ("as", "for"))
        if end > begin:
            content.append((begin, end))
    if content:
        yield Candidate(source, (chunk_start(c, k), chunk.end), tuple(content), f"passive{form}{agent}.{family}.{frame}")
