"""Sentences of a passage as the rules need them: a quotation stays with the words that say who speaks it.

This differs from the sentences of the structure, which end inside quotations too.
"""

from offramp.reading.attribution.lexicon.words import words as word_set

_STOPS = (".", "!", "?")
_CLOSERS = (")", "”", "’", '"', "''")
_QUOTATION_OPENS = ("“", '"', "''", "``")
_LONGEST = 14  # tokens between a quotation and "said", at most
_LIMIT = 600  # tokens in a sentence, at most, so that time stays linear in a text without stops


def sentence_bounds(
    words: list[str], glued: list[bool], quotes: list[tuple[int, int]], quoted: list[int]
) -> list[tuple[int, int]]:
    """Return the sentences as half-open ranges of tokens.

    `glued` tells of each token whether no space stands before it; `quotes` and `quoted` are those of the passage.
    """
    bounds, first, i = [], 0, 0
    while i < len(words):
        in_quotation = quoted[i] >= 0
        closes = in_quotation and quotes[quoted[i]][1] == i and i > 0 and words[i - 1] in _STOPS
        if i - first < _LIMIT and not closes and (in_quotation or not _stops(words, i)):
            i += 1
            continue
        i += 1
        while i < len(words) and words[i] in _CLOSERS and glued[i] and quoted[i] < 0:
            i += 1
        runs_on = (
            i - first < _LIMIT and i < len(words) and (words[i][0].islower() or (closes and _said_after(words, i)))
        )
        if not runs_on:
            bounds.append((first, i))
            first = i
    if first < len(words):
        bounds.append((first, len(words)))
    return bounds


def _stops(words: list[str], i: int) -> bool:
    """Whether token `i` ends a sentence: a stop, or that of an abbreviation before an opening word ("7 p.m. He")."""
    if words[i] in _STOPS:
        return True
    abbreviated = len(words[i]) > 1 and words[i].endswith(".")
    return abbreviated and i + 1 < len(words) and words[i + 1] in word_set("sentence_openers")


def _said_after(words: list[str], i: int) -> bool:
    """Whether a short sentence that only says who spoke follows a quotation: "Why?" Ms. Doe asked."""
    for j in range(i, min(i + _LONGEST, len(words))):
        if words[j] in word_set("said"):
            return j > i and _only_says(words, j)
        if words[j] in (".", ",", ":", "that", "who", *_QUOTATION_OPENS):
            return False
    return False


def _only_says(words: list[str], j: int) -> bool:
    """Whether nothing that is said follows the verb at `j`."""
    after = words[j + 1 : j + 3]
    if not after:
        return False
    if words[j] in ("asked", "asks") and after[0] not in word_set("asked_what"):
        return True
    quotes_on = after[0] == "," and len(after) > 1 and after[1] in _QUOTATION_OPENS
    return after[0].lower() in word_set("after_said") and not quotes_on
