"""Subjects to the left of a verb and complements to its right, over the chunks of one sentence."""

from dataclasses import dataclass

from offramp.reading.attribution.chunks import Chunk
from offramp.reading.attribution.passage import Passage

_ATTACH_LEFT = frozenset(
    "of in for at from with on by about against between among to over behind near under inside outside within "
    "like including".split()
)
DOCUMENTS = frozenset(
    "poll polls polling survey surveys report reports study studies document documents record records data email emails figures "
    "analysis results numbers statement statements letter letters memo findings transcript transcripts filing filings "
    "evidence research review audit census statistics headline article story book law bill ruling list chart map sign signs "
    "placards petition lawsuit suit complaint ad ads advertisement video tweet note message memoir column editorial".split()
)
_PAIRS = frozenset((",", "—", ")"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose verb it is: tokens ``start`` to ``end`` (excluded), and how they were found.

    `how` is own, relative (a relative pronoun, with the phrase it refers to as `antecedent`), shared (the subject of a
    verb before it) or participle.
    """

    start: int
    end: int
    how: str
    antecedent: tuple[tuple[int, int], ...] = ()


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
                return Subject(self.chunks[k].start, self.chunks[k].end, "relative", self._antecedent(k))
            return None
        if self.kind(k) == "CC" or (self.kind(k) == "," and self.kind(k + 1) == "RB" and group.form == "finite"):
            closed = self._region_subject(k) if self.kind(k) == "," else None
            return closed if closed is not None else self._shared(k)
        if self.kind(k) in _PAIRS and group.form == "gerund":
            return self._main_subject(verb)
        if group.form == "gerund" and self.kind(k) == "NP":
            start = self.phrase_left(k)
            if start is not None and (self.kind(start - 1) not in ("VG", "IN") or self.word(k) in DOCUMENTS):
                return Subject(self.chunks[start].start, self.chunks[k].end, "own")
            return self._main_subject(verb)
        if group.form == "gerund":
            return self._main_subject(verb) or self._next_subject(verb)
        if self.kind(k) == ")":
            opened = next((j for j in range(k, self.first, -1) if self.kind(j) == "("), self.first)
            inner = self._region_subject(opened - 1) if self.kind(opened - 1) == "NP" else None
            return Subject(inner.start, self.chunks[k].end, "own") if inner is not None else None
        if self.kind(k) in ("NP", ",", "—"):
            return self._region_subject(k)
        if self.kind(k) == "VG" and group.form == "finite" and self.kind(k - 1) == "NP":  # those surveyed said
            return self._first_phrase(self._stretch(k - 1), k)
        return None

    def _antecedent(self, k: int) -> tuple[tuple[int, int], ...]:
        """Return the phrase that the relative pronoun at chunk `k` refers to, as one range of tokens, or none."""
        last = k - 2 if self.kind(k - 1) == "," else k - 1
        start = self.phrase_left(last)
        return () if start is None else ((self.chunks[start].start, self.chunks[last].end),)

    def _region_subject(self, k: int) -> Subject | None:
        """Return the subject in the stretch that ends with chunk `k` and holds no finite verb but in relative clauses."""
        j, pending = k, 0
        while j >= self.first:
            kind = self.kind(j)
            if kind == "VG" and self.chunks[j].form == "finite":
                if pending:
                    break
                pending = j
            elif kind == "WH" and self.word(j) in ("who", "which", "whose", "whom") or (kind == "THAT" and self.kind(j - 1) == "NP"):
                if not pending:
                    break
                pending = 0
            elif kind in (";", "Q", ":", "SUB", "WH", "THAT") or (kind == "CC" and self.kind(j + 1) == "NP" and self.kind(j - 1) in (",", "JJ", "RB")):
                break
            j -= 1
        start = (pending or j) + 1
        commas = [i for i in range(start, k) if self.kind(i) == ","]
        if self.kind(k) == "NP" and commas and self.kind(commas[-1] + 1) != "CC" and self._opens_clause(commas[-1] + 1, k):
            start = commas[-1] + 1
        elif self.kind(k) == "," and pending and len(commas) > 1:
            start = commas[-2] + 1 if self.kind(commas[-2] + 1) == "NP" else commas[-1] + 1
        found = self._first_phrase(start, k)
        if found is None and pending:  # that verb was a participle after all
            found = self._first_phrase(self._stretch(pending - 1), k)
        return found

    def _stretch(self, k: int) -> int:
        """Return where the stretch without a finite verb begins that ends with chunk `k`."""
        while k >= self.first and self.kind(k) not in (";", "Q", ":", "SUB", "WH", "THAT") and not (
            self.kind(k) == "VG" and self.chunks[k].form == "finite"
        ):
            k -= 1
        return k + 1

    def _opens_clause(self, j: int, k: int) -> bool:
        """Whether chunks `j` to `k` after a comma are a subject rather than the rest of an insertion."""
        return self.kind(j) == "NP" and self.phrase_left(k) is not None and (self.phrase_left(k) or k) <= j

    def _first_phrase(self, j: int, k: int) -> Subject | None:
        """Return the first noun phrase of chunks `j` to `k` that no preposition governs, with all that follows in them."""
        end = self.chunks[k].end if self.kind(k) != "," else self.chunks[k].start
        while j <= k:
            kind = self.kind(j)
            if kind == "NP":
                return self._cut(j, k, end)
            if kind in ("IN", "VG", "TIME", "RB", "JJ") and self.kind(j + 1) != "":
                after = next((i for i in range(j + 1, k + 1) if self.kind(i) == ","), None)
                if kind in ("IN", "VG") and after is not None and any(self.kind(i) == "NP" for i in range(after, k + 1)):
                    j = after + 1
                elif kind == "IN" and self.kind(j + 1) in ("NP", "TIME"):
                    j = self.phrase_right(j + 1) if self.kind(j + 1) == "NP" else j + 2
                else:
                    j += 1
            else:
                j += 1
        return None

    def _cut(self, j: int, k: int, end: int) -> Subject:
        """Return the phrase at chunk `j` as a subject, without a circumstance that a comma sets off: ", in a speech,"."""
        after = self.phrase_right(j)
        if self.kind(after) == "," and self.kind(after + 1) in ("IN", "SUB", "VG", "RB", "TIME") and after <= k:
            end = self.chunks[after].start
        tokens = self.passage.words
        while end > self.chunks[j].start + 1 and tokens[end - 1] in (",", "—", "–", "--"):
            end -= 1
        return Subject(self.chunks[j].start, end, "own")

    def _own(self, start: int, k: int) -> Subject | None:
        """Return the phrase of chunks `start` to `k` as a subject, with the phrase it renames: "Smith, a judge"."""
        if self.kind(start - 1) == "IN" and self.word(start - 1) not in ("than", "like"):
            return None
        return Subject(self.chunks[start].start, self.chunks[k].end, "own")

    def _back_over_adverbs(self, k: int) -> int:
        """Go left over adverbs, times and ", however,"."""
        while True:
            if self.kind(k) in ("RB", "TIME") or (self.kind(k) == "IN" and self.word(k) in ("out", "on", "in", "late", "since", "until") and self.kind(k + 1) == "TIME"):
                k -= 1
            else:
                return k

    def _shared(self, k: int) -> Subject | None:
        """Return the subject of the finite verb before the conjunction at chunk `k`."""
        for j in range(k - 1, self.first - 1, -1):
            if self.kind(j) == "VG" and self.chunks[j].form == "finite":
                found = self.subject(j)
                if found is not None:
                    return Subject(found.start, found.end, "shared", found.antecedent)
        return None

    def _main_subject(self, verb: int) -> Subject | None:
        """Return whose a gerund is: the subject of the main verb before it, a verb of the sentence's own, not a quotation's."""
        p = self.passage
        if verb <= self.first + 1:
            following = self._next_subject(verb)
            if following is not None:
                return following
        spoken = False
        best = None
        for j in range(self.first, verb):
            if self.kind(j) == "Q" and p.quoted[self.chunks[j].start] >= 0:
                spoken = True
            if self.kind(j) != "VG" or self.chunks[j].form != "finite" or p.quoted[self.chunks[j].start] >= 0:
                continue
            found = self.subject(j)
            if found is not None and found.how == "own" and self.kind(p.chunk_of[found.start] - 1) not in ("SUB", "WH", "THAT"):
                if best is None or (spoken and p.words[found.start - 1] in (",", "”", "''", '"')):
                    best = found
                spoken = False
        return Subject(best.start, best.end, "participle") if best is not None else None

    def _next_subject(self, verb: int) -> Subject | None:
        """Return the subject after the comma that closes an opening participle: "Asked about it, she ..."."""
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
                return Subject(found.start, found.end, "shared", found.antecedent) if found is not None else None
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

    def finite_later(self, k: int, near: bool = False) -> bool:
        """Whether a noun phrase opens at chunk `k` and a finite verb of its own comes before the clause ends.

        With `near`, nothing that may open another clause stands between.
        """
        while self.kind(k) in ("RB", "TIME"):
            k += 1
        if self.kind(k) != "NP" and not (self.kind(k) == "VG" and self.chunks[k].form == "gerund"):
            return False
        for j in range(k + 1, self.last):
            if self.kind(j) in (";", ":", ".") or (near and self.kind(j) in (",", "SUB", "CC", "WH", "THAT", "Q")):
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
