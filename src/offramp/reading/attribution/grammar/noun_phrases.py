"""Base noun phrases: from the article or the first modifier to the head."""

from offramp.reading.attribution.grammar.chunks import Chunk, Line, time_phrase
from offramp.reading.attribution.grammar.verb_groups import modifies
from offramp.reading.attribution.lexicon.words import words

_NOUNS = ("NN", "NNS", "NNP", "NNPS", "CD")
_INSIDE = (*_NOUNS, "DT", "PRP$", "JJ", "JJR", "JJS", "POS", "PDT", "RBS")
_ADJECTIVES = ("JJ", "JJR", "JJS")
_QUANTITIES = words("quantities")


def noun_phrase(line: Line, i: int, end: int) -> Chunk | None:
    """Return the base noun phrase that opens at `i`, or None."""
    if line.tags[i] == "PRP":
        return Chunk("NP", i, i + 1)
    if not _opens(line, i, end):
        return None
    j, head = i, -1
    while j < end and not (j > i and _ends_before(line, j, end, head)):
        step = _step(line, i, j, end)
        if step == 0:
            break
        head = j + step - 1 if step > 1 or _is_head(line, i, j, end) else head
        j += step
    if head < 0:
        return None
    while line.tags[head] == "DT" and head + 1 < j and line.tags[head + 1] in _ADJECTIVES:
        head += 1  # the same, the latest
    if line.soft[i] and not line.soft[head] and head + 1 < end and line.soft[head + 1]:
        head += 1
    return Chunk("NP", i, head + 1)


def _opens(line: Line, i: int, end: int) -> bool:
    """Whether a noun phrase can open at `i`."""
    low, tags = line.low, line.tags
    if low[i] in words("approximators") and _before_number(line, i, end):
        return True
    if line.soft[i]:
        return i + 1 < end and tags[i + 1] in _INSIDE
    if low[i] in words("question_words") or tags[i] == "POS":
        return False
    if low[i] == "that":
        return tags[i] == "DT" and i + 1 < end and tags[i + 1] in ("NN", "JJ")
    return tags[i] in _INSIDE or low[i] in _QUANTITIES or modifies(line, i, end)


def _before_number(line: Line, i: int, end: int) -> bool:
    """Whether the word at `i` makes a number rough: "about 40", "at least 40", "more than 40"."""
    pair = line.low[i + 1 : i + 2] in (["least"], ["most"], ["than"])
    j = i + 2 if pair else i + 1
    return j < end and line.tags[j] == "CD" and (pair or line.low[i] not in ("at", "more", "fewer", "less"))


def _ends_before(line: Line, j: int, end: int, head: int) -> bool:
    """Whether another phrase opens at `j`."""
    tag = line.tags[j]
    article = tag == "DT" and line.low[j - 1] not in ("all", "both", "half", "such", "quite")
    return tag == "PRP$" or article or (head >= 0 and time_phrase(line, j, end) is not None)


def _is_head(line: Line, i: int, j: int, end: int) -> bool:
    """Whether the phrase that opened at `i` can end with token `j`."""
    low, tags = line.low, line.tags
    if tags[j] in _NOUNS or (tags[j] == "DT" and j == i):
        return True
    if low[j] in _QUANTITIES and (j == i or tags[j - 1] in ("DT", "RB")):
        compares = low[j] == "more" and j + 1 < end and tags[j + 1] in ("VBN", "VBD", "VBG", "JJ", "RB")
        return not compares
    titled = tags[j] == "JJ" and j > i and tags[j - 1] in ("NN", "NNP")  # the union chief says
    return titled and j + 1 < end and tags[j + 1] in ("VBZ", "VBD")


def _step(line: Line, i: int, j: int, end: int) -> int:
    """Return how many tokens from `j` belong to the phrase that opened at `i`: 0 none, 2 or 3 with a number."""
    low, tags = line.low, line.tags
    if low[j] == "than" and j > i and j + 1 < end and tags[j + 1] == "CD":
        return 2
    if low[j : j + 2] == ["out", "of"] and j > i and tags[j - 1] == "CD" and j + 2 < end and tags[j + 2] == "CD":
        return 3
    if tags[j] in _INSIDE or line.soft[j] or modifies(line, j, end) or (low[j] == "&" and j > i):
        return 1
    return int(_is_head(line, i, j, end) or _links(line, i, j, end))


def _links(line: Line, i: int, j: int, end: int) -> bool:
    """Whether token `j` links two parts of the phrase: an adverb or a conjunction between modifiers, "about 40"."""
    tags = line.tags
    if j < i + 2 and "CD" in tags[j + 1 : min(j + 3, end)] and not any(tag in _NOUNS for tag in tags[i:j]):
        return True
    if tags[j] == "RB":
        return j > i and j + 1 < end and tags[j + 1] in ("JJ", "VBN") and tags[j - 1] in ("DT", "PRP$")
    pair = tags[j] == "CC" and i < j and j + 2 < end  # political and legal guarantees
    return pair and tags[j - 1] == "JJ" and tags[j + 1] == "JJ" and tags[j + 2] in _NOUNS
