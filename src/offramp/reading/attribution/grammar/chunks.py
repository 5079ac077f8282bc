"""Chunks: the base noun phrases, verb groups and small words that a sentence is made of, in order.

A base noun phrase ends at its head ("the mayor's chief aide"); what follows with a preposition is a chunk of its own
and is attached later. A verb group runs from the first auxiliary to the main verb ("has not yet been told").
"""

from dataclasses import dataclass, replace

from offramp.reading.attribution.lexicon.words import words

_MARKS = {",": ",", ";": ";", ":": ":", "—": "—", "–": "—", "--": "—", "-": "—", "(": "(", ")": ")", "[": "(", "]": ")"}
_QUOTATION_MARKS = ("“", "”", '"', "``", "''", "‘")
_BY_TAG = {
    "CC": "CC", "IN": "IN", "TO": "IN", "RP": "IN", "EX": "NP", "RB": "RB", "RBR": "RB", "RBS": "RB", "JJ": "JJ",
    "JJR": "JJ", "JJS": "JJ", ".": ".", "WRB": "WH", "WP": "WH", "WDT": "WH", "WP$": "WH",
}  # fmt: skip
_DAYS, _RELATIVE, _PARTS = words("days"), words("relative_days"), words("parts_of_day")
_UNITS, _ORDERS, _MONTHS = words("time_units"), words("time_orders"), words("months")
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "CD")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a sentence: tokens ``start`` to ``end`` (excluded) of its passage.

    `kind` is NP, VG (verb group), IN (preposition), WH, THAT, CC, SUB (subordinator), TIME, RB, JJ, Q (quotation
    mark), X, or a mark of punctuation; a verb group has a `form` (finite, infinitive, gerund, participle) and may be
    `passive`; its main verb is its last token.
    """

    kind: str
    start: int
    end: int
    form: str = ""
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a passage in small letters with their tags, `soft` where a quotation mark is looked through.

    Soft marks enclose a few borrowed words, so that a noun phrase may run across them.
    """

    low: list[str]
    tags: list[str]
    soft: list[bool]


def chunked(line: Line, start: int, end: int) -> list[Chunk]:
    """Return the chunks of the sentence that tokens `start` to `end` hold."""
    from offramp.reading.attribution.grammar.noun_phrases import noun_phrase
    from offramp.reading.attribution.grammar.verb_groups import verb_group

    chunks: list[Chunk] = []
    i = start
    while i < end:
        chunk = time_phrase(line, i, end) or verb_group(line, i, end) or noun_phrase(line, i, end)
        chunks.append(chunk or Chunk(_small(line, i), i, i + 1))
        i = chunks[-1].end
    return [_before_phrase(chunks, k) for k in range(len(chunks))]


def _before_phrase(chunks: list[Chunk], k: int) -> Chunk:
    """Return chunk `k`, a subordinator as the preposition that it is before a mere phrase: "since May,"."""
    chunk = chunks[k]
    if chunk.kind != "SUB" or k + 1 >= len(chunks) or chunks[k + 1].kind not in ("NP", "TIME"):
        return chunk
    j = k + 2
    while j + 1 < len(chunks) and chunks[j].kind == "IN" and chunks[j + 1].kind in ("NP", "TIME"):
        j += 2
    ends = j >= len(chunks) or chunks[j].kind in (",", ".", ":", ";", "—", "Q", ")")
    return replace(chunk, kind="IN") if ends else chunk


def _small(line: Line, i: int) -> str:
    """Return the kind of a token that opens no phrase."""
    word, tag = line.low[i], line.tags[i]
    if word in _MARKS:
        return _MARKS[word]
    if word in _QUOTATION_MARKS:
        return "Q"
    if word == "that" and tag in ("IN", "WDT", "DT"):
        return "THAT"
    if word in words("question_words"):
        return "WH"
    if word in words("subordinators"):
        return "SUB"
    return _BY_TAG.get(tag, "X")


def time_phrase(line: Line, i: int, end: int) -> Chunk | None:
    """Return a time phrase that opens at `i`: "Tuesday night", "last week", "March 3, 2015", "two days ago"."""
    low, tags = line.low, line.tags
    if tags[i] in ("CD", "DT") and low[i + 2 : i + 3] and i + 2 < end and low[i + 2] in ("ago", "earlier", "later"):
        return Chunk("TIME", i, i + 3) if tags[i + 1] in _NOUNS else None
    j = _date_end(line, i, end)
    if j is None:
        return None
    while j < end and low[j] in _PARTS:
        j += 1
    if j < end and (tags[j] in ("POS", "NN", "NNS") or low[j] == "'s"):  # Monday's debate, the Tuesday vote
        return None
    return Chunk("TIME", i, j)


def _date_end(line: Line, i: int, end: int) -> int | None:
    """Return the token after a day, a date or an order of time ("last week") at `i`, or None."""
    low, tags = line.low, line.tags
    if low[i] in _ORDERS and i + 1 < end:
        j = i + 2 if low[i + 1] in ("last", "this", "next") and i + 2 < end else i + 1
        return j + 1 if low[j] in _UNITS | _MONTHS else None
    if low[i] in _DAYS | _RELATIVE:
        return i + 1
    if low[i] in _MONTHS and i + 1 < end and tags[i + 1] == "CD":
        year = i + 3 < end and low[i + 2] == "," and tags[i + 3] == "CD" and len(low[i + 3]) == 4
        return i + 4 if year else i + 2
    return None
