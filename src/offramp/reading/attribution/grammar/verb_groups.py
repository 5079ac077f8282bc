"""Verb groups: from the first auxiliary to the main verb, adverbs between them included."""

from offramp.reading.attribution.grammar.chunks import Chunk, Line
from offramp.reading.attribution.grammar.tags import verb_forms
from offramp.reading.attribution.lexicon.words import words

_VERB = ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD")
_AUXILIARY = words("be") | words("have") | words("do") | words("modal")
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "CD")


def verb_group(line: Line, i: int, end: int) -> Chunk | None:
    """Return the verb group that opens at `i`, or None."""
    low, tags = line.low, line.tags
    first = _after_to(line, i, end) if low[i] == "to" and tags[i] == "TO" else i
    if first is None or (first == i and (tags[i] not in _VERB or modifies(line, i, end))):
        return None
    verbs = _verbs(line, first, end)
    main = verbs[-1]
    form = "infinitive" if first != i else {"VBG": "gerund", "VBN": "participle"}.get(tags[first], "finite")
    passive = len(verbs) > 1 and tags[main] == "VBN" and low[verbs[-2]] in words("be")
    return Chunk("VG", i, main + 1, form, passive)


def _after_to(line: Line, i: int, end: int) -> int | None:
    """Return the verb of the infinitive whose "to" stands at `i`, or None."""
    j = i + 1
    while j < end and line.tags[j] == "RB":
        j += 1
    return j if j < end and line.tags[j] == "VB" else None


def _verbs(line: Line, first: int, end: int) -> list[int]:
    """Return the verbs of the group whose first stands at `first`."""
    low, tags = line.low, line.tags
    verbs = [first]
    for j in range(first + 1, end):
        if low[verbs[-1]] not in _AUXILIARY:
            break
        if tags[j] in ("VB", "VBN", "VBG"):
            verbs.append(j)
        elif tags[j] != "RB":
            break
    return verbs


def modifies(line: Line, i: int, end: int) -> bool:
    """Whether the participle at `i` stands before its noun: "the proposed law", "rising prices" after an article."""
    low, tags = line.low, line.tags
    if tags[i] not in ("VBN", "VBG") or i + 1 >= end or low[i] in _AUXILIARY:
        return False
    before, after = tags[i - 1] if i else "", tags[i + 1]
    if before in ("DT", "PRP$", "POS", "JJ", "CD"):
        return after in (*_NOUNS, "JJ", "VBN", "VBG")
    return tags[i] == "VBN" and after in ("NN", "NNS") and (before in ("", "IN", "CC") or not verb_forms(low[i]))
