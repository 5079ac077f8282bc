"""Clauses: the chunks of one sentence, and the noun phrases and finite clauses that they make."""

from dataclasses import dataclass

from offramp.reading.attribution.grammar.chunks import Chunk
from offramp.reading.attribution.grammar.passage import Passage
from offramp.reading.attribution.lexicon.words import words

_ATTACHING, _ATTACHING_RIGHT = words("attaching"), words("attaching_right")
_BEFORE_SUBJECT = ("", ",", "THAT", "SUB", "CC", "WH", "Q", ":", ";", "—", "TIME", "RB")
_INSERTION = 14  # chunks that an insertion between subject and verb holds, at most


@dataclass(frozen=True, slots=True)
class Clauses:
    """The chunks of one sentence of a passage; chunk numbers count within the passage, `last` is excluded."""

    passage: Passage
    first: int
    last: int

    def chunk(self, k: int) -> Chunk:
        """Return chunk `k`."""
        return self.passage.chunks[k]

    def kind(self, k: int) -> str:
        """Return the kind of chunk `k`, or an empty string outside the sentence."""
        return self.passage.chunks[k].kind if self.first <= k < self.last else ""

    def word(self, k: int) -> str:
        """Return the last word of chunk `k` in small letters, or an empty string outside the sentence."""
        return self.passage.low[self.passage.chunks[k].end - 1] if self.first <= k < self.last else ""

    def first_word(self, k: int) -> str:
        """Return the first word of chunk `k` in small letters, or an empty string outside the sentence."""
        return self.passage.low[self.passage.chunks[k].start] if self.first <= k < self.last else ""

    def start(self, k: int) -> int:
        """Return the first token of chunk `k`."""
        return self.passage.chunks[k].start

    def end(self, k: int) -> int:
        """Return the token after chunk `k`."""
        return self.passage.chunks[k].end

    def is_verb(self, k: int, *forms: str) -> bool:
        """Whether chunk `k` is a verb group of one of the forms, or of any when none is given."""
        return self.kind(k) == "VG" and (not forms or self.passage.chunks[k].form in forms)

    def is_quoted(self, k: int) -> bool:
        """Whether chunk `k` begins in a quotation."""
        return self.passage.quoted[self.passage.chunks[k].start] >= 0

    def skip(self, k: int, *kinds: str) -> int:
        """Return the first chunk from `k` on that is of none of the kinds."""
        while self.kind(k) in kinds:
            k += 1
        return k

    def is_pronoun(self, k: int) -> bool:
        """Whether chunk `k` is a personal pronoun."""
        chunk = self.passage.chunks[k]
        return chunk.end - chunk.start == 1 and self.passage.tags[chunk.start] == "PRP"

    def phrase_right(self, k: int) -> int:
        """Return the chunk after the full noun phrase that opens at chunk `k`, with what is attached to it."""
        j = k + 1
        while True:
            attached = self.kind(j) == "IN" and self.word(j) in _ATTACHING_RIGHT and self.kind(j + 1) == "NP"
            joined = self.kind(j) == "CC" and self.kind(j + 1) == "NP" and self.kind(j + 2) != "VG"
            if attached or joined:
                j += 2
            elif self._owned(j):
                j += 1
            else:
                return j

    def _owned(self, k: int) -> bool:
        """Whether chunk `k` is a noun phrase that opens with the possessive of the one before."""
        return self.kind(k) == "NP" and self.first_word(k) in ("'s", "'")

    def phrase_left(self, k: int) -> int | None:
        """Return the first chunk of the full noun phrase that ends with chunk `k`, or None when it is none."""
        if self.kind(k) != "NP":
            return None
        start: int | None = k
        while start is not None:
            k, start = start, self._extended_left(start)
        return k

    def _extended_left(self, start: int) -> int | None:
        """Return where the phrase that opens at chunk `start` opens with one more part on its left, or None."""
        before = start - 1
        attached = self.kind(before) == "IN" and self.word(before) in _ATTACHING
        if attached and self.kind(before - 1) == "NP" and not self.is_pronoun(before - 1):
            return before - 1
        if self.kind(before) == "CC" and self.kind(before - 1) == "NP" and self._may_join(before - 1):
            return before - 1
        if self.kind(before) == "NP" and self._owned(start) and not self.is_pronoun(before):
            return before
        return self._relative_left(start)

    def _may_join(self, k: int) -> bool:
        """Whether the noun phrase at chunk `k` before an "and" is joined to the next rather than a verb's object."""
        while self.kind(k - 1) == "IN" and self.kind(k - 2) == "NP":
            k -= 2
        return self.kind(k - 1) in _BEFORE_SUBJECT

    def _relative_left(self, start: int) -> int | None:
        """Return where a phrase opens whose relative clause ends with the phrase at `start`: "people (who) saw it"."""
        governed = self.kind(start - 1) == "IN"
        k = start - 2 if governed else start - 1
        if governed and self.kind(k) == "JJ" and self.kind(k - 1) == "NP":
            return k - 1
        if self.is_verb(k, "finite") and self.kind(k - 1) in ("WH", "THAT") and self.kind(k - 2) == "NP":
            return k - 2
        if self.is_verb(k, "participle", "gerund") and self.kind(k - 1) == "NP":
            return k - 1
        return None

    def finite_later(self, k: int, *, near: bool = False) -> bool:
        """Whether a phrase opens at chunk `k` and a finite verb of its own comes before the clause ends.

        With `near`, nothing that may open another clause stands between.
        """
        k = self.skip(k, "RB", "TIME")
        if self.kind(k) != "NP" and not self.is_verb(k, "gerund"):
            return False
        ends = (";", ":", ".", ",", "SUB", "CC", "WH", "THAT", "Q") if near else (";", ":", ".")
        for j in range(k + 1, self.last):
            if self.kind(j) in ends:
                return False
            if self.is_verb(j, "finite") and self.kind(j - 1) not in ("WH", "THAT"):
                return True
        return False

    def finite_follows(self, k: int) -> bool:
        """Whether a finite clause opens at chunk `k`: a noun phrase, perhaps with an insertion, and its verb."""
        k = self.skip(k, "RB", "TIME")
        if self.kind(k) != "NP":
            return False
        j = self.skip(self.phrase_right(k), "RB", "TIME")
        if self.kind(j) not in (",", "WH", "THAT", "("):
            return self.is_verb(j, "finite")
        for i in range(j + 1, j + 1 + _INSERTION):
            if self.kind(i - 1) in ("", ";"):
                return False
            if self.is_verb(i, "finite") and self.kind(i - 1) in (",", ")"):
                return True
        return False

    def opens_verb_phrase(self, k: int) -> bool:
        """Whether a phrase that a preposition can govern opens at chunk `k`: a noun phrase, a gerund, a question."""
        return self.kind(k) in ("NP", "WH") or self.is_verb(k, "gerund")


def clauses(passage: Passage) -> list[Clauses]:
    """Return the sentences of a passage, each over its chunks."""
    of = passage.chunk_of
    return [Clauses(passage, of[a], of[b - 1] + 1) for a, b in passage.sentences if a < b]
