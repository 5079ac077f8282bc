"""Content: where what is attributed ends, and where the words that attribute begin."""

from functools import cache

from offramp.reading.attribution.candidate import Range
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.lexicon.cues import verbs
from offramp.reading.attribution.lexicon.words import words

_BREAKS, _CIRCUMSTANCES = words("breaks"), words("circumstances")
_MARKS = (",", ".", ";", ":", "—", "–", "--", "-")
_ENDS = (".", ",", ";", "—", "!", ":", "–", "?", "--")


@cache
def _cue_forms() -> frozenset[str]:
    return frozenset(verbs())


def cue_start(c: Clauses, k: int) -> int:
    """Return the first token of a cue: the verb group at chunk `k` and the adverbs right before it."""
    while c.kind(k - 1) == "RB" and c.first_word(k - 1) not in ("however", "then"):
        k -= 1
    return c.start(k)


def trimmed(c: Clauses, start: int, end: int) -> Range:
    """Return a range of tokens without the punctuation at its ends."""
    signs = c.passage.words
    while start < end and signs[start] in _MARKS:
        start += 1
    while end > start and signs[end - 1] in (*_MARKS, "!", "?"):
        end -= 1
    return start, end


def sentence_start(c: Clauses, end: int) -> Range:
    """Return the range from the beginning of the sentence to token `end`."""
    start = c.start(c.first)
    while start < end and c.passage.words[start] in (",", "—", "-"):
        start += 1
    return start, end


def content_end(c: Clauses, k: int, *, phrase: bool) -> int:
    """Return the token after the content that opens at chunk `k`; a `phrase` ends before clauses of circumstance."""
    p = c.passage
    start = c.start(k)
    j = k
    while j < c.last:
        quote = p.quoted[c.start(j)]
        if quote >= 0 and p.quotes[quote][1] >= c.end(j) and not p.quotes[quote][0] < start:
            j = min(p.chunk_of[p.quotes[quote][1]] + 1, c.last)
            continue
        if j > k and (_stops(c, j, start) or (phrase and _ends_phrase(c, j))):
            break
        j += 1
    end = c.end(min(j, c.last) - 1)
    while end - 1 > start and p.words[end - 1] in _ENDS and p.quoted[end - 1] < 0:
        end -= 1
    return end


def _stops(c: Clauses, j: int, start: int) -> bool:
    """Whether any content that opened at token `start` ends before chunk `j`."""
    kind = c.kind(j)
    within = c.passage.quoted[start] >= 0 and not c.passage.opens_quotation(start)
    if kind == ";" or (kind == "." and within) or c.first_word(j + 1) == "according":
        return True
    if kind == "SUB" and c.word(j) == "when" and c.word(j + 1) == "asked":
        return True
    if kind == "CC":
        return _is_cue(c, j + 1, "finite")
    if kind == "VG":
        return c.kind(j - 1) == "Q" and _is_cue(c, j, "gerund")
    return kind == "," and _stops_at_comma(c, j)


def _stops_at_comma(c: Clauses, j: int) -> bool:
    """Whether the comma at chunk `j` ends any content."""
    after = c.first_word(j + 1)
    if after in _BREAKS and (after != "but" or c.kind(j + 2) == "VG" or c.finite_follows(j + 2)):
        return True
    if after in ("and", "or", "then") and _is_cue(c, j + 2, "finite"):
        return True
    if c.kind(j + 1) == "CC" and c.kind(j + 2) == "NP" and _is_cue(c, c.phrase_right(j + 2), "finite"):
        return True
    return _is_cue(c, j + 1, "gerund")


def _is_cue(c: Clauses, k: int, form: str) -> bool:
    return c.is_verb(k, form) and c.word(k) in _cue_forms()


def _ends_phrase(c: Clauses, j: int) -> bool:
    """Whether a phrase, no clause, ends before chunk `j`."""
    kind = c.kind(j)
    if kind == "SUB":
        return c.word(j) in _CIRCUMSTANCES and (c.word(j) != "as" or c.finite_follows(j + 1))
    if kind != ",":
        return kind in ("—", "(")
    if c.kind(j + 1) not in ("NP", "CC", "JJ"):
        return True
    clause = j + 2 if c.kind(j + 1) == "CC" else j + 1
    verb = c.skip(c.phrase_right(clause), "RB", "TIME") if c.kind(clause) == "NP" else j
    return c.is_verb(verb, "finite")
