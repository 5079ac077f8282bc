"""Subjects to the left of a verb and complements to its right, over the chunks of one sentence."""

from dataclasses import dataclass

from offramp.reading.attribution.chunks import Chunk
from offramp.reading.attribution.passage import Passage

_ATTACH_LEFT = frozenset(
    "of in for at from with on by about against between among to over behind near under inside outside within "
    "like including".split()
)
_LIMIT = 40  # tokens between the two commas of an insertion, at most
_PAIRS = {",": ",", "—": "—", ")": "("}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose verb it is: tokens ``start`` to ``end`` (excluded), and how they were found.

    `how` is own, relative (a relative pronoun), shared (the subject of a verb before it) or participle.
    """

    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """The chunks of one sentence of a passage, with what is asked of them; chunk numbers count within the passage."""

    passage: Passage
    first: int
    last: int  # excluded

    @property
    def chunks(self) -> list[Chunk]:
        return self.passage.chunks

    def kind(self, k: int) -> str:
        """Return the kind of chunk `k`, or an empty string outside the sentence."""
        return self.chunks[k].kind if self.first <= k < self.last else ""

    def word(self, k: int) -> str:
        """Return the last word of chunk `k` in lower case, or an empty string outside the sentence."""
        return self.passage.low[self.chunks[k].end - 1] if self.first <= k < self.last else ""

    # ---- to the left

    def phrase_left(self, k: int) -> int | None:
        """Return the first chunk of the full noun phrase that ends with chunk `k`, attachments included."""
        if self.kind(k) != "NP":
            return None
        start = k
        while True:
            before = start - 1
            if (
                self.kind(before) == "IN"
                and self.word(before) in _ATTACH_LEFT
                and self.kind(before - 1) == "NP"
                and not self._pronoun(before - 1)
            ):
                start = before - 1
            elif self.kind(before) == "CC" and self.kind(before - 1) == "NP" and self._may_join(before - 1):
                start = before - 1
            elif self.kind(before) == "NP" and not self._pronoun(before) and self._pronoun(start) is False and (
                self.passage.low[self.chunks[start].start] in ("'s", "'")
            ):
                start = before
            else:
                reduced = self._reduced_left(start)
                if reduced is None:
                    return start
                start = reduced

    def _pronoun(self, k: int) -> bool:
        chunk = self.chunks[k]
        return chunk.end - chunk.start == 1 and self.passage.tags[chunk.start] == "PRP"

    def _may_join(self, k: int) -> bool:
        """Whether the noun phrase `k` before an "and" is joined to the next rather than a verb's object."""
        start = k
        while self.kind(start - 1) == "IN" and self.kind(start - 2) == "NP":
            start -= 2
        return self.kind(start - 1) in ("", ",", "THAT", "SUB", "CC", "WH", "Q", ":", ";", "—", "TIME", "RB")

    def _reduced_left(self, start: int) -> int | None:
        """Return where a phrase begins whose relative clause ends before chunk `start`: "people (who) attended the rally"."""
        k = start - 1
        if self.kind(k) == "IN":
            k -= 1
        if self.kind(k) == "JJ" and self.kind(k - 1) == "NP" and self.kind(start - 1) == "IN":
            return self.phrase_left(k - 1)
        if self.kind(k) != "VG":
            return None
        verb = self.chunks[k]
        if self.kind(k - 1) in ("WH", "THAT") and self.kind(k - 2) == "NP" and verb.form == "finite":
            return self.phrase_left(k - 2)
        if verb.form in ("participle", "gerund") and self.kind(k - 1) == "NP" and self.kind(start - 1) in ("IN", "VG"):
            return self.phrase_left(k - 1)
        return None

    def subject(self, verb: int) -> Subject | None:
        """Return the subject of verb group `verb`, or None when there is none in its sentence."""
        group = self.chunks[verb]
        k = self._back_over_adverbs(verb - 1)
        if group.form == "infinitive":
            return self._controller(verb)
        if self.kind(k) in ("WH", "THAT"):
            if self.word(k) in ("who", "which", "that") and group.form == "finite":
                return Subject(self.chunks[k].start, self.chunks[k].end, "relative")
            return None
        if self.kind(k) == "CC" or (self.kind(k) == "," and self.kind(k + 1) == "RB" and group.form == "finite"):
            return self._shared(k)
        if self.kind(k) in _PAIRS:
            if group.form == "gerund":
                return self._main_subject(verb)
            return self._before_insertion(k)
        if self.kind(k) == "NP":
            start = self.phrase_left(k)
            if start is None:
                return None
            if group.form == "gerund" and self.kind(start - 1) in ("VG", "IN"):
                return self._main_subject(verb)
            return self._own(start, k)
        if group.form == "gerund":
            return self._main_subject(verb) or self._next_subject(verb)
        return None

    def _own(self, start: int, k: int) -> Subject | None:
        """Return the phrase of chunks `start` to `k` as a subject, with the phrase it renames: "Smith, a judge"."""
        if self.kind(start - 1) == "IN" and self.word(start - 1) not in ("than", "like"):
            return None
        return Subject(self.chunks[start].start, self.chunks[k].end, "own")

    def _back_over_adverbs(self, k: int) -> int:
        """Go left over adverbs, times and ", however,"."""
        while True:
            if self.kind(k) in ("RB", "TIME"):
                k -= 1
            elif self.kind(k) == "," and self.kind(k - 1) in ("RB", "TIME", "JJ") and self.kind(k - 2) == "," and self.kind(k - 3) == "NP":
                k -= 3
            else:
                return k

    def _before_insertion(self, k: int) -> Subject | None:
        """Return the subject before an insertion that the mark at chunk `k` closes: "Smith, a judge, said"."""
        opener = _PAIRS[self.kind(k)]
        end_token = self.chunks[k].start
        j = k - 1
        best = None
        while j > self.first and end_token - self.chunks[j].start < _LIMIT:
            if self.kind(j) == opener and self.kind(j - 1) == "NP":
                start = self.phrase_left(j - 1)
                if start is not None:
                    own = self._own(start, j - 1)
                    if own is not None:
                        best = Subject(own.start, end_token, "own")
                        if self.kind(start - 1) != ",":
                            return best
            elif self.kind(j) in (";", "Q", ":"):
                break
            elif self.kind(j) == "VG" and self.chunks[j].form == "finite" and best is not None:
                break
            j -= 1
        return best

    def _shared(self, k: int) -> Subject | None:
        """Return the subject of the finite verb before the conjunction at chunk `k`."""
        for j in range(k - 1, self.first - 1, -1):
            if self.kind(j) == "VG" and self.chunks[j].form == "finite":
                found = self.subject(j)
                if found is not None:
                    return Subject(found.start, found.end, "shared")
        return None

    def _main_subject(self, verb: int) -> Subject | None:
        """Return the subject of the sentence's first finite verb before `verb`."""
        for j in range(self.first, verb):
            if self.kind(j) == "VG" and self.chunks[j].form == "finite" and self.kind(j - 1) not in ("WH",):
                found = self.subject(j)
                if found is not None and found.how == "own":
                    return Subject(found.start, found.end, "participle")
        return None

    def _next_subject(self, verb: int) -> Subject | None:
        """Return the subject after the comma that closes an opening participle: "Asked about it, she ..."."""
        if verb > self.first + 1:
            return None
        for j in range(verb + 1, self.last - 1):
            if self.kind(j) == "," and self.kind(j + 1) == "NP":
                end = self.phrase_right(j + 1)
                return Subject(self.chunks[j + 1].start, self.chunks[end - 1].end, "participle")
        return None

    def _controller(self, verb: int) -> Subject | None:
        """Return the subject of the verb that an infinitive hangs on."""
        for j in range(verb - 1, self.first - 1, -1):
            if self.kind(j) == "VG" and self.chunks[j].form in ("finite", "gerund"):
                found = self.subject(j)
                return Subject(found.start, found.end, "shared") if found is not None else None
        return None

    # ---- to the right

    def phrase_right(self, k: int) -> int:
        """Return one past the last chunk of the full noun phrase that opens at chunk `k`."""
        j = k + 1
        while True:
            if self.kind(j) == "IN" and self.word(j) in ("of", "for", "at", "from", "with", "in", "on", "to", "against", "about", "by") and self.kind(j + 1) == "NP":
                j += 2
            elif self.kind(j) == "CC" and self.kind(j + 1) == "NP" and self.kind(j + 2) != "VG":
                j += 2
            elif self.kind(j) == "NP" and self.passage.low[self.chunks[j].start] in ("'s", "'"):
                j += 1
            else:
                return j

    def finite_later(self, k: int) -> bool:
        """Whether a noun phrase opens at chunk `k` and a finite verb of its own comes before the clause ends."""
        while self.kind(k) in ("RB", "TIME"):
            k += 1
        if self.kind(k) != "NP":
            return False
        for j in range(k + 1, self.last):
            if self.kind(j) in (";", ":", "."):
                return False
            if self.kind(j) == "VG" and self.chunks[j].form == "finite" and self.kind(j - 1) not in ("WH", "THAT"):
                return True
        return False

    def finite_follows(self, k: int) -> bool:
        """Whether a finite clause opens at chunk `k`: a noun phrase, perhaps attached to, then a finite verb."""
        while self.kind(k) in ("RB", "TIME"):
            k += 1
        if self.kind(k) != "NP":
            return False
        j = self.phrase_right(k)
        while self.kind(j) in ("RB", "TIME"):
            j += 1
        if self.kind(j) in (",", "WH", "THAT", "("):
            steps = 0
            while self.kind(j) not in ("", ";") and steps < 14:
                j += 1
                steps += 1
                if self.kind(j) == "VG" and self.kind(j - 1) in (",", ")") and self.chunks[j].form == "finite":
                    return True
            return False
        return self.kind(j) == "VG" and self.chunks[j].form == "finite"


def clauses(passage: Passage) -> list[Clauses]:
    """Return the sentences of a passage, each over its chunks."""
    made = []
    for a, b in passage.sentences:
        if a < b:
            made.append(Clauses(passage, passage.chunk_of[a], passage.chunk_of[b - 1] + 1))
    return made
