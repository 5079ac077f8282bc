"""Rules for a verb before its content: "the mayor said that Q", "urged allies to Q", "criticised Q"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.clauses import Clauses, Subject
from offramp.reading.attribution.frames import Match, complement, content_end
from offramp.reading.attribution.speech import chunk_start
from offramp.reading.attribution.verbs import Verb, verbs

_PHRASES = frozenset(("to", "np-to", "np", "ing", "np-for", "np-of", "np-as", "np-to-np", "about"))
_ARTIFACTS = frozenset(
    "poll polls polling survey surveys report reports study studies document documents record records data email emails figures "
    "analysis results numbers statement statements letter memo findings transcript transcripts filing filings evidence "
    "research review audit census statistics headline article story book law bill ruling list chart map".split()
)
_VAGUE = frozenset(("it", "this", "that", "these", "those", "there", "you"))


def clausal(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this family propose for one sentence."""
    p = c.passage
    table = verbs()
    for k in range(c.first, c.last):
        chunk = c.chunks[k]
        if chunk.kind != "VG" or chunk.passive or chunk.form == "participle":
            continue
        for cue in table.get(p.low[chunk.end - 1], ()):
            match = complement(c, k, cue)
            if match is not None:
                yield from _proposed(c, k, cue, match)


def _bears_name(c: Clauses, k: int, subject: Subject) -> bool:
    """Whether the verb only gives a thing its name: "a programme called X", "the group dubbed X"."""
    p = c.passage
    head = p.tags[c.chunks[k - 1].end - 1] if c.kind(k - 1) == "NP" else ""
    named = c.kind(k + 1) in ("Q", "NP") and (p.words[c.chunks[k + 1].start][0].isupper() or c.kind(k + 1) == "Q" or p.low[c.chunks[k + 1].start] == "the")
    return head in ("NN", "NNS") and named and p.low[c.chunks[k].end - 1].endswith("ed") and p.low[subject.start] not in ("the", "his", "her", "their")


def _outside(c: Clauses, j: int) -> bool:
    """Whether the comma at chunk `j` stands outside of quotations, or is the last sign within one."""
    p = c.passage
    at = c.chunks[j].start
    return p.quoted[at] < 0 or p.quotes[p.quoted[at]][1] == at + 1


def _subordinate(c: Clauses, subject: Subject | None, how: str, k: int) -> bool:
    """Whether the verb group at chunk `k` stands in a clause that a comma ends: "while he said Q, ..."."""
    if how == "relative" or (how == "participle" and k <= c.first + 1):
        return True
    if c.chunks[k].form == "gerund" and how in ("own", "none"):
        return True
    if subject is None or how != "own":
        return False
    return c.kind(c.passage.chunk_of[subject.start] - 1) == "SUB"


def _proposed(c: Clauses, k: int, cue: Verb, match: Match) -> Iterator[Candidate]:
    """Propose one match, with its subject."""
    chunk = c.chunks[k]
    subject = c.subject(k)
    how = "none" if subject is None else subject.how
    if chunk.form == "infinitive":
        how = "infinitive"
    if subject is None and chunk.form == "finite":
        return
    if subject is not None and how in ("own", "shared") and c.passage.text(subject.start, subject.end) in _VAGUE:
        how = "vague"
    if cue.family == "poll" and (subject is None or not _ARTIFACTS & set(c.passage.low[subject.start : subject.end])):
        return
    if cue.family == "name" and subject is not None and chunk.end - chunk.start == 1 and how == "own" and _bears_name(c, k, subject):
        return
    start = chunk_start(c, k)
    cue_end = c.chunks[match.cue_end - 1].end
    content = c.chunks[match.content].start
    end = content_end(c, match.content, frozenset(verbs()), match.frame in _PHRASES)
    if _subordinate(c, subject, how, k):  # its content ends where the main clause begins or goes on
        comma = next((j for j in range(match.content, c.last) if c.kind(j) == "," and _outside(c, j)), None)
        end = min(end, c.chunks[comma].start) if comma is not None else end
    if how == "relative" and match.frame in _PHRASES:
        verb = next((j for j in range(match.content + 1, c.last) if c.kind(j) == "VG" and c.chunks[j].form == "finite"), None)
        if verb is not None and c.kind(verb - 1) not in ("WH", "THAT", "CC"):  # it belongs to what the clause describes
            end = min(end, c.chunks[verb].start)
    if end <= content:
        return
    source = ((subject.start, subject.end),) if subject is not None else ()
    rule = f"{cue.family}.{match.frame}" + ("" if how == "own" else f"/{how}")
    if cue.family == "seem":
        yield Candidate((), (start, cue_end), (*source, (content, end)), rule)
        return
    yield Candidate(source, (start, cue_end), ((content, end),), rule)
