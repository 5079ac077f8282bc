"""Rules for adjectives and participles of attitude: "is sure that Q", "critical of Q", "willing to Q"."""

from collections.abc import Iterator
from functools import cache

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.clauses import Clauses
from offramp.reading.attribution.frames import content_end
from offramp.reading.attribution.speech import chunk_start
from offramp.reading.attribution.verbs import verbs

# family | what introduces the content | adjectives
FAMILIES = """
certain | that of about whether if how | sure certain confident convinced aware unaware mindful conscious positive unsure
    uncertain skeptical sceptical doubtful dubious optimistic pessimistic hopeful adamant clear unequivocal candid
mood | that about of at by over with to | worried concerned afraid fearful alarmed anxious nervous wary apprehensive upset angry
    outraged furious frustrated disappointed dismayed surprised shocked stunned glad happy pleased delighted proud grateful
    thankful excited enthusiastic thrilled sorry ashamed embarrassed troubled bothered disgusted satisfied dissatisfied
    comfortable uncomfortable uneasy sympathetic fond tired sick jealous
judging | of about toward towards on | critical supportive dismissive contemptuous respectful disdainful complimentary
    tolerant intolerant
for-against | to with | opposed opposing committed dedicated devoted loyal receptive open hostile
inclined | to | willing unwilling eager reluctant ready prepared determined keen anxious poised inclined hesitant loath
    unafraid set content bent resolved
interest | in on | interested uninterested bent intent keen focused insistent
"""
_COPULAS = frozenset(
    "be is are was were been being am 's 're 'm feel feels felt remain remains remained become becomes became sound sounds "
    "sounded seem seems seemed appear appears appeared get gets got stay stayed grow grew".split()
)


@cache
def adjectives() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return each adjective's families with the words that introduce their content."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for line in FAMILIES.replace("\n    ", " ").strip().splitlines():
        family, openers, words = (part.strip() for part in line.split("|"))
        for word in words.split():
            found.setdefault(word, []).append((family, frozenset(openers.split())))
    return {word: tuple(some) for word, some in found.items()}


def adjectival(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this family propose for one sentence."""
    p = c.passage
    for k in range(c.first, c.last):
        chunk = c.chunks[k]
        word = p.low[chunk.end - 1]
        families = adjectives().get(word, ())
        if not families or p.quoted[chunk.end - 1] >= 0 or chunk.kind not in ("JJ", "VG", "NP"):
            continue
        verb = _copula(c, k)
        for family, openers in families:
            content = _opened(c, k + 1, openers)
            if content is None:
                continue
            frame = "that" if c.kind(content) in ("THAT", "WH", "SUB") else "to" if c.kind(content) == "VG" and c.chunks[content].form == "infinitive" else "np" if c.kind(content - 1) == "IN" else "zero"
            subject = c.subject(verb) if verb is not None else None
            if verb is None:
                how = "reduced"
                start = chunk.start
                source = ()
                if c.kind(k - 1) == "," and c.kind(k - 2) == "NP":
                    source = ((c.chunks[k - 2].start, c.chunks[k - 2].end),)
                elif c.kind(k - 1) == "NP":
                    left = c.phrase_left(k - 1)
                    source = ((c.chunks[left if left is not None else k - 1].start, c.chunks[k - 1].end),)
            else:
                how = "none" if subject is None else subject.how
                start = chunk_start(c, verb)
                source = ((subject.start, subject.end),) if subject else ()
            begin = c.chunks[content].start
            end = content_end(c, content, frozenset(verbs()), frame == "np")
            cue_end = begin if frame == "np" else chunk.end
            if end > begin:
                yield Candidate(source, (start, cue_end), ((begin, end),), f"a-{family}.{frame}" + ("" if how == "own" else f"/{how}"))


def _copula(c: Clauses, k: int) -> int | None:
    """Return the verb group that links the adjective at chunk `k` to a subject."""
    p = c.passage
    chunk = c.chunks[k]
    if chunk.kind == "VG":
        return k if chunk.end - chunk.start > 1 and p.low[chunk.start] not in ("to",) and chunk.passive else None
    j = k - 1
    while c.kind(j) in ("RB", "JJ", "NP") and j > k - 3:
        if c.kind(j) == "NP" and not p.low[c.chunks[j].start] in ("more", "most", "so"):
            break
        j -= 1
    return j if c.kind(j) == "VG" and c.word(j) in _COPULAS else None


def _opened(c: Clauses, k: int, openers: frozenset[str]) -> int | None:
    """Return the content's first chunk where one of the openers stands at chunk `k`."""
    while c.kind(k) in ("RB", "TIME"):
        k += 1
    if c.kind(k) == "THAT" and "that" in openers:
        return k
    if (c.kind(k) == "WH" or (c.kind(k) == "SUB" and c.word(k) in ("if", "whether"))) and {"whether", "about"} & openers:
        return k
    if "that" in openers and c.finite_follows(k):
        return k
    if "to" in openers and c.kind(k) == "VG" and c.chunks[k].form == "infinitive":
        return k
    if c.kind(k) == "IN" and c.word(k) in openers and (c.kind(k + 1) in ("NP", "WH") or (c.kind(k + 1) == "VG" and c.chunks[k + 1].form == "gerund")):
        return k + 1
    return None
