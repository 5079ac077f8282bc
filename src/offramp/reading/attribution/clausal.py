"""Rules for a verb before its content: "the mayor said that Q", "urged allies to Q", "criticised Q"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.clauses import DOCUMENTS, Clauses, Subject
from offramp.reading.attribution.frames import Match, complement, content_end, particles_end
from offramp.reading.attribution.speech import chunk_start
from offramp.reading.attribution.verbs import Verb, verbs

_PHRASES = frozenset(("to", "np-to", "np", "ing", "np-for", "np-of", "np-as", "np-to-np", "about"))
_HOLDERS = frozenset(
    "analysts experts critics observers officials voters supporters opponents economists historians diplomats strategists "
    "scholars lawmakers researchers commentators pundits insiders advocates activists advisers aides sources people many some "
    "others most americans republicans democrats allies leaders scientists investors residents respondents".split()
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


_TAKES_OBJECT = frozenset("stance act judge-good judge-bad publish emotion name depict accuse offer react refer plead".split())


def object_relative(c: Clauses) -> Iterator[Candidate]:
    """Propose "terms that the minister rejected" and "a move the opposition denounced as Q": the content stands before."""
    p = c.passage
    table = verbs()
    for k in range(c.first + 2, c.last):
        chunk = c.chunks[k]
        if chunk.kind != "VG" or chunk.form != "finite" or chunk.passive or p.quoted[chunk.start] >= 0:
            continue
        cue = next((one for one in table.get(p.low[chunk.end - 1], ()) if one.family in _TAKES_OBJECT), None)
        after = particles_end(c, k + 1, cue.particles) if cue is not None else None
        if cue is None or after is None or c.kind(after) in ("NP", "THAT", "Q", "WH", "VG"):
            continue
        subject = c.subject(k)
        if subject is None or subject.how != "own":
            continue
        s = p.chunk_of[subject.start]
        opener = s - 1
        if c.kind(opener) in ("WH", "THAT") and c.word(opener) in ("that", "which", "whom", "what"):
            frame = c.word(opener) if c.word(opener) == "what" else "which"
            before = opener - 1 if c.kind(opener - 1) == "NP" else opener - 2 if c.kind(opener - 1) == "," and c.kind(opener - 2) == "NP" else opener
            phrase = c.phrase_left(before) if frame != "what" else None
            start = c.chunks[opener if phrase is None else phrase].start
        elif c.kind(opener) == "NP" and c.kind(opener - 1) == "," and p.low[c.chunks[opener].start] in ("a", "an", "something"):
            frame, start = "zero", c.chunks[opener].start
        else:
            continue
        content = [(start, subject.start)]
        if after < c.last and c.kind(after) in ("IN", "SUB", "JJ"):
            end = content_end(c, after, frozenset(verbs()), True)
            if end > c.chunks[after].start:
                content.append((c.chunks[after].start, end))
        yield Candidate(((subject.start, subject.end),), (chunk_start(c, k), c.chunks[after - 1].end), tuple(content), f"object.{frame}")


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
    if cue.family == "poll" and (subject is None or not DOCUMENTS & set(c.passage.low[subject.start : subject.end])):
        return
    if cue.family == "foresee" and (subject is None or not _HOLDERS & set(c.passage.low[subject.start : subject.end])):
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
    source = (*subject.antecedent, (subject.start, subject.end)) if subject is not None else ()
    rule = f"{cue.family}.{match.frame}" + ("" if how == "own" else f"/{how}")
    if cue.family == "seem":
        yield Candidate((), (start, cue_end), (*source, (content, end)), rule)
        return
    yield Candidate(source, (start, cue_end), ((content, end),), rule)
