"""Chunks: the base noun phrases, verb groups and small words that a sentence is made of, in order.

A base noun phrase ends at its head ("the mayor's chief aide"); what follows with a preposition is a chunk of its own
and is attached later. A verb group runs from the first auxiliary to the main verb ("has not yet been told").
"""

from dataclasses import dataclass

from offramp.reading.attribution.tags import verb_forms

NOUN = frozenset("NN NNS NNP NNPS CD".split())
_INSIDE = NOUN | frozenset("DT PRP$ JJ JJR JJS POS PDT RBS".split())
_VERB = frozenset("VB VBP VBZ VBD VBN VBG MD".split())
_AUXILIARY = frozenset(
    "be is are was were been being am 's 're 'm have has had having 've 'd do does did will would can could may might must "
    "shall should 'll ca wo get gets got getting".split()
)
_BE = frozenset("be is are was were been being am 's 're 'm get gets got getting".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_WHEN = frozenset("yesterday today tomorrow tonight".split())
_PART = frozenset("morning afternoon evening night".split())
_UNIT = frozenset("day week weekend month year morning afternoon evening night summer spring fall winter".split()) | _DAYS
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. "
    "aug. sept. sep. oct. nov. dec.".split()
)
_QUANTITY = frozenset("many most few several some all both another others neither none each one more such".split())
_MARKS = {",": ",", ";": ";", ":": ":", "—": "—", "–": "—", "--": "—", "-": "—", "(": "(", ")": ")", "[": "(", "]": ")"}
_SUB = frozenset(
    "because although though while as since unless until before after when where once whereas if whether "
    "than lest".split()
)


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
    negated: bool = False


def chunked(words: list[str], low: list[str], tags: list[str], soft: list[bool], start: int, end: int) -> list[Chunk]:
    """Return the chunks of the sentence that tokens `start` to `end` hold; `soft` marks quotation marks to look through."""
    chunks: list[Chunk] = []
    i = start
    while i < end:
        chunk = (
            _time(low, tags, i, end) or _verb_group(low, tags, i, end) or _noun_phrase(words, low, tags, soft, i, end)
        )
        chunk = chunk or Chunk(_small(words, low, tags, i), i, i + 1)
        chunks.append(chunk)
        i = chunk.end
    return chunks


def _small(words: list[str], low: list[str], tags: list[str], i: int) -> str:
    """Return the kind of a token that opens no phrase."""
    word, tag = low[i], tags[i]
    if words[i] in _MARKS:
        return _MARKS[words[i]]
    if word in ("“", "”", '"', "``", "''", "‘"):
        return "Q"
    if word == "that" and tag in ("IN", "WDT", "DT"):
        return "THAT"
    if word in ("who", "whom", "which", "whose", "what", "how", "why") or tag in ("WP", "WDT", "WP$"):
        return "WH"
    if word in _SUB:
        return "SUB"
    if tag == "CC":
        return "CC"
    if tag in ("IN", "TO", "RP"):
        return "IN"
    if tag in ("RB", "RBR", "RBS", "EX"):
        return "NP" if tag == "EX" else "RB"
    if tag in ("JJ", "JJR", "JJS"):
        return "JJ"
    return "." if tag == "." else "WH" if tag == "WRB" else "X"


def _time(low: list[str], tags: list[str], i: int, end: int) -> Chunk | None:
    """Return a time phrase that opens at `i`: "Tuesday night", "last week", "March 3, 2015", "two days ago"."""
    j = i
    if low[i] in ("last", "this", "next", "late", "early", "earlier", "later") and i + 1 < end:
        j = i + 1
        if low[j] in ("last", "this", "next") and j + 1 < end:
            j += 1
        if low[j] not in _UNIT | _MONTHS:
            return None
        j += 1
    elif low[i] in _DAYS | _WHEN:
        j = i + 1
    elif low[i] in _MONTHS and i + 1 < end and tags[i + 1] == "CD":
        j = i + 2
        if j + 1 < end and low[j] == "," and tags[j + 1] == "CD" and len(low[j + 1]) == 4:
            j += 2
    elif tags[i] in ("CD", "DT") and i + 2 < end and low[i + 2] in ("ago", "earlier", "later") and tags[i + 1] in NOUN:
        return Chunk("TIME", i, i + 3)
    else:
        return None
    while j < end and low[j] in _PART:
        j += 1
    if j < end and (tags[j] in ("POS", "NN", "NNS") or low[j] == "'s"):  # Monday's debate, the Tuesday vote
        return None
    return Chunk("TIME", i, j)


def _verb_group(low: list[str], tags: list[str], i: int, end: int) -> Chunk | None:
    """Return the verb group that opens at `i`."""
    j, form = i, ""
    if low[i] == "to" and tags[i] == "TO":
        j = i + 1
        while j < end and tags[j] == "RB":
            j += 1
        if j >= end or tags[j] != "VB":
            return None
        form = "infinitive"
    elif tags[i] not in _VERB or _modifies(low, tags, i, end):
        return None
    main, verbs = j, []
    while j < end:
        if tags[j] in _VERB and (not verbs or low[main] in _AUXILIARY):
            if verbs and tags[j] in ("VBP", "VBZ", "VBD", "MD"):
                break
            main = j
            verbs.append(j)
            j += 1
        elif tags[j] == "RB" and verbs and low[main] in _AUXILIARY:
            j += 1
        else:
            break
    first = tags[verbs[0]]
    if not form:
        form = {"VBG": "gerund", "VBN": "participle"}.get(first, "finite")
    passive = len(verbs) > 1 and tags[main] == "VBN" and low[verbs[-2]] in _BE
    negated = any(low[k] in ("not", "n't", "never") for k in range(i, main))
    return Chunk("VG", i, main + 1, form, passive, negated)


def _modifies(low: list[str], tags: list[str], i: int, end: int) -> bool:
    """Whether the participle at `i` stands before its noun: "the proposed law", "rising prices" after an article."""
    if tags[i] not in ("VBN", "VBG") or i + 1 >= end or low[i] in _AUXILIARY:
        return False
    before = tags[i - 1] if i else ""
    after = tags[i + 1]
    if before in ("DT", "PRP$", "POS", "JJ", "CD"):
        return after in NOUN or after in ("JJ", "VBN", "VBG")
    return tags[i] == "VBN" and after in ("NN", "NNS") and (before in ("", "IN", "CC") or not verb_forms(low[i]))


def _noun_phrase(
    words: list[str], low: list[str], tags: list[str], soft: list[bool], i: int, end: int
) -> Chunk | None:
    """Return the base noun phrase that opens at `i`."""
    if tags[i] == "PRP":
        return Chunk("NP", i, i + 1)
    if not _opens(low, tags, soft, i, end):
        return None
    j, last = i, -1
    while j < end:
        tag = tags[j]
        if j > i and (tag == "PRP$" or (tag == "DT" and low[j - 1] not in ("all", "both", "half", "such", "quite"))):
            break
        if j > i and _time(low, tags, j, end) is not None and last >= 0:
            break
        if tag in NOUN or (tag == "DT" and j == i) or (low[j] in _QUANTITY and (j == i or tags[j - 1] in ("DT", "RB"))):
            last = j
        elif tag == "JJ" and j > i and tags[j - 1] in ("NN", "NNP") and j + 1 < end and tags[j + 1] in ("VBZ", "VBD"):
            last = j  # SEIU chief says
        elif low[j] == "than" and j > i and j + 1 < end and tags[j + 1] == "CD":
            last = j + 1
        elif low[j : j + 2] == ["out", "of"] and j > i and tags[j - 1] == "CD" and j + 2 < end and tags[j + 2] == "CD":
            last = j + 2
            j += 3
            continue
        elif not (
            tag in _INSIDE
            or soft[j]
            or (tag in ("VBN", "VBG") and _modifies(low, tags, j, end))
            or (tag == "RB" and j > i and j + 1 < end and tags[j + 1] in ("JJ", "VBN") and tags[j - 1] in ("DT", "PRP$"))
            or (tag == "CC" and _joins(tags, i, j, end))
            or (low[j] == "&" and j > i)
            or (last < 0 and j < i + 2 and j + 1 < end and "CD" in tags[j + 1 : j + 3])
        ):
            break
        j += 1
    if last < 0:
        return None
    while tags[last] == "DT" and last + 1 < end and last + 1 < j and tags[last + 1] in ("JJ", "JJR", "JJS"):
        last += 1  # the same, the latest
    if soft[i] and not soft[last] and last + 1 < end and soft[last + 1]:
        last += 1
    return Chunk("NP", i, last + 1)


def _opens(low: list[str], tags: list[str], soft: list[bool], i: int, end: int) -> bool:
    """Whether a noun phrase can open at `i`."""
    if low[i] in ("about", "around", "nearly", "almost", "roughly", "over", "only", "just", "at", "more", "fewer", "less"):
        j = i + 2 if low[i + 1 : i + 2] in (["least"], ["most"], ["than"]) else i + 1
        return j < end and tags[j] == "CD" and (j > i + 1 or low[i] not in ("at", "more", "fewer", "less"))
    if soft[i]:
        return i + 1 < end and tags[i + 1] in _INSIDE | NOUN
    if low[i] in ("which", "who", "whom", "whose", "what"):
        return False
    if low[i] == "that" or tags[i] == "POS":
        return low[i] == "that" and tags[i] == "DT" and i + 1 < end and tags[i + 1] in ("NN", "JJ")
    return tags[i] in _INSIDE or low[i] in _QUANTITY or _modifies(low, tags, i, end)


def _joins(tags: list[str], i: int, j: int, end: int) -> bool:
    """Whether a conjunction joins two modifiers within one noun phrase: "political and legal guarantees"."""
    return j > i and j + 2 < end and tags[j - 1] == "JJ" and tags[j + 1] == "JJ" and tags[j + 2] in NOUN
