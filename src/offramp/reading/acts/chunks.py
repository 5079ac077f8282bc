"""Chunks: noun groups and verb groups of a sentence, side by side (after Abney 1991), with no tree above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.reading.acts.words import AUXILIARIES, WORDS, Word, noun_lemma, verb_lemmas
from offramp.reading.span import Span

_NOUNISH = "DNEA#GO"
_GIVING = frozenset(
    (verb,)
    for verb in ["offer", "give", "grant", "promise", "deny", "hand", "send", "owe", "guarantee", "award", "pay"]
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A group of words.

    Attributes
    ----------
    kind
        N noun group, V verb group, or the tag of a single word.
    first, last
        Places of its words in the sentence.
    head
        Place of the noun or the main verb.
    """

    kind: str
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: chunks from first to last, and the preposition that it stands behind ("obj": none)."""

    first: int
    last: int
    role: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as words and chunks."""

    words: tuple[Word, ...]
    chunks: tuple[Chunk, ...]

    def span(self, first: int, last: int) -> Span:
        """Return the code points from one word to another."""
        return Span(self.words[first].start, self.words[last].end)

    def of(self, chunk: Chunk) -> Span:
        """Return the code points of a chunk."""
        return self.span(chunk.first, chunk.last)

    def low(self, place: int) -> str:
        """Return a word in lower case; empty beyond the ends."""
        return self.words[place].low if 0 <= place < len(self.words) else ""

    def tag(self, place: int) -> str:
        """Return the tag of a word; empty beyond the ends."""
        return self.words[place].tag if 0 <= place < len(self.words) else ""

    # of verb groups

    def group(self, chunk: Chunk) -> tuple[str, ...]:
        """Return the words of a chunk in lower case."""
        return tuple(word.low for word in self.words[chunk.first : chunk.last + 1])

    def is_negated(self, chunk: Chunk) -> bool:
        """Whether a verb group says that something is not done."""
        return any(low in WORDS["negations"] for low in self.group(chunk))

    def is_passive(self, chunk: Chunk) -> bool:
        """Whether the verb group is a passive: a form of "to be" before a participle."""
        before = [low for low in self.group(chunk)[: chunk.head - chunk.first] if low not in WORDS["negations"]]
        helped = [low for low in before if low in AUXILIARIES]
        return bool(helped) and helped[-1] in (WORDS["be"] | WORDS["get"]) and not self.low(chunk.head).endswith("ing")

    def has_helper(self, chunk: Chunk) -> bool:
        """Whether a verb group has an auxiliary."""
        return any(low in AUXILIARIES for low in self.group(chunk)[: chunk.head - chunk.first])


def chunked(words: Sequence[Word]) -> Sentence:
    """Return a sentence with its chunks."""
    made: list[Chunk] = []
    place = 0
    while place < len(words):
        if made and made[-1].kind == "V" and verb_lemmas(words[made[-1].head].low)[:1] in _GIVING:
            receiver = _receiver(words, place)
            if receiver is not None:
                made.append(receiver)
                place = receiver.last + 1
                continue
        chunk = _verb_group(words, place) or _noun_group(words, place)
        if chunk is None:
            chunk = Chunk(words[place].tag, place, place, place)
        made.append(chunk)
        place = chunk.last + 1
    return Sentence(tuple(words), tuple(_with_hidden_verbs(words, made)))


def _receiver(words: Sequence[Word], first: int) -> Chunk | None:
    """The party at the head of what follows a verb of giving: "offered Maduro | safe passage"."""
    place = first
    while place < len(words) and words[place].tag in "DA" and not (words[place].tag == "A" and place > first + 2):
        place += 1
    start = place
    while (
        place < len(words)
        and words[place].tag in "EN"
        and (words[place].tag == "E" or noun_lemma(words[place].low) in WORDS["roles"])
    ):
        place += 1
    if start < place < len(words) and words[place].tag in "AN#D":
        return Chunk("N", first, place - 1, place - 1)
    return None


def _with_hidden_verbs(words: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """Split a noun group that hides the verb of a clause that has none: "his government files complaints"."""
    made: list[Chunk] = []
    for place, chunk in enumerate(chunks):
        hidden = _hidden_verb(words, chunk) if chunk.kind == "N" and not _has_verb(words, chunks, place) else None
        if hidden is None:
            made.append(chunk)
            continue
        made.append(Chunk("N", chunk.first, hidden - 1, hidden - 1))
        made.append(Chunk("V", hidden, hidden, hidden))
        made.append(Chunk("N", hidden + 1, chunk.last, chunk.head))
    return made


def _has_verb(words: Sequence[Word], chunks: Sequence[Chunk], place: int) -> bool:
    """Whether the stretch between commas and subordinators around a chunk has a verb that can stand alone."""

    def ends(chunk: Chunk) -> bool:
        return chunk.kind in "S.,;:W"

    first = next((k + 1 for k in range(place, -1, -1) if ends(chunks[k])), 0)
    last = next((k for k in range(place, len(chunks)) if ends(chunks[k])), len(chunks))
    return any(
        chunks[k].kind == "V"
        and not (chunks[k].first == chunks[k].last and words[chunks[k].head].low.endswith("ing"))
        and not (k and words[chunks[k].first - 1].tag in "TQ" and "T" in (chunks[k - 1].kind, chunks[k - 2].kind))
        for k in range(first, last)
    )


def _hidden_verb(words: Sequence[Word], chunk: Chunk) -> int | None:
    for place in range(chunk.first + 1, chunk.last):
        word, before = words[place], words[place - 1]
        third = word.low.endswith("s") and word.low not in verb_lemmas(word.low)
        if word.tag == "N" and third and verb_lemmas(word.low) and before.tag in "NE" and not before.low.endswith("s"):
            return place
    return None


def _verb_group(words: Sequence[Word], first: int) -> Chunk | None:
    """Auxiliaries, negations and adverbs, then a verb; adverbs before it belong to it, too."""
    place, helped = first, False
    while place < len(words) and (words[place].tag in "XR" or words[place].low in WORDS["negations"]):
        helped = helped or words[place].tag == "X"
        place += 1
    if place < len(words) and _is_verb(words, place, helped):
        return Chunk("V", first, place, place)
    if helped:
        last = max(k for k in range(first, place) if words[k].tag == "X")
        return Chunk("V", first, last, last)
    return None


def _is_verb(words: Sequence[Word], place: int, helped: bool) -> bool:
    word = words[place]
    if word.tag == "V":
        return True
    if word.tag not in "NA" or word.is_title or not verb_lemmas(word.low):
        return False
    helper = _helper(words, place) if helped else ""
    if helper in WORDS["modals"] | WORDS["do"]:
        return word.low in verb_lemmas(word.low)
    if helper in WORDS["have"]:
        return word.low.endswith(("ed", "en"))
    if helper in WORDS["be"]:
        behind = words[place + 1].tag if place + 1 < len(words) else ""
        return word.low.endswith("ing") and behind in "DNEA#O"
    return _finite_present(words, place)


def _helper(words: Sequence[Word], place: int) -> str:
    """The auxiliary before a word, over negations and adverbs."""
    back = place - 1
    while back > 0 and words[back].tag == "R":
        back -= 1
    return words[back].low if back >= 0 else ""


def _finite_present(words: Sequence[Word], place: int) -> bool:
    """A noun by its look that is the verb of "the union demands that …": behind a name or a noun, before an object."""
    word, before = words[place], words[place - 1] if place else None
    behind = words[place + 1] if place + 1 < len(words) else None
    if before is not None and before.tag == "C" and behind is not None and behind.tag == "S":
        return word.low not in verb_lemmas(word.low)  # "and claims that"
    if before is None or behind is None or not word.low.endswith("s") or word.low.endswith("ss"):
        return before is not None and before.low in ("they", "we", "i", "you", "who")
    subject = (
        before.tag in "EO" or before.low in ("who", "which") or (before.tag == "N" and not before.low.endswith("s"))
    )
    return (subject and behind.tag in "DSOT") or (before.low in ("who", "which", "he", "she", "it"))


def _noun_group(words: Sequence[Word], first: int) -> Chunk | None:
    place = first
    if words[first].tag not in "DNEA#O" and not _is_participle_of_noun(words, first):
        return None
    if words[first].tag == "O":
        return Chunk("N", first, first, first)
    while place + 1 < len(words) and _goes_on(words, place + 1):
        place += 1
    while place > first and words[place].tag in "G":
        place -= 1
    return Chunk("N", first, place, place)


def _goes_on(words: Sequence[Word], place: int) -> bool:
    word, before = words[place], words[place - 1]
    if word.tag in "DO":
        return before.tag == "D" or (word.tag == "D" and before.low in ("all", "both", "half"))
    if word.tag == "G":
        return before.tag in "NE" or before.low.endswith("s")
    if word.tag == "Q":
        return False
    if word.tag == "R":
        return before.tag == "D" and place + 1 < len(words) and words[place + 1].tag in "ANVE#"
    if _finite_present(words, place) and not word.is_title:
        return False
    if word.tag in _NOUNISH:
        return True
    return _is_participle_of_noun(words, place)


def _is_participle_of_noun(words: Sequence[Word], place: int) -> bool:
    """Whether a participle stands before its noun: "limited targeted strikes", "their continuing talks"."""
    word = words[place]
    if word.tag != "V" or not word.low.endswith(("ed", "ing", "en")) or place + 1 >= len(words):
        return False
    before = words[place - 1] if place else None
    led = before is not None and (before.tag in "DAG#" or (before.tag == "V" and before.low.endswith(("ed", "ing"))))
    return led and words[place + 1].tag in "ANEV"
