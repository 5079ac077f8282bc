"""Subjects: whose verb a verb group is, found on its left."""

from dataclasses import dataclass

from offramp.reading.attribution.candidate import Range
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.lexicon.words import words

_RELATIVES, _DOCUMENTS = words("relative_pronouns"), words("documents")
_TIME_PREPOSITIONS = ("out", "on", "in", "late", "since", "until")
_CLOSES_INSERTION = (",", "—", ")")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose verb it is: tokens ``start`` to ``end`` (excluded), and how they were found.

    `how` is own, relative (a relative pronoun, with the phrase it refers to as `antecedent`), shared (the subject of a
    verb before it) or participle (the subject of the clause that a gerund hangs on).
    """

    start: int
    end: int
    how: str
    antecedent: tuple[Range, ...] = ()


def subject(c: Clauses, verb: int) -> Subject | None:
    """Return the subject of the verb group at chunk `verb`, or None when its sentence has none."""
    form = c.chunk(verb).form
    k = _back_over_adverbs(c, verb - 1)
    if form == "infinitive":
        governing = next((j for j in range(verb - 1, c.first - 1, -1) if c.is_verb(j, "finite", "gerund")), None)
        return None if governing is None else _shared(subject(c, governing))
    if c.kind(k) in ("WH", "THAT"):
        if c.word(k) in ("who", "which", "that") and form == "finite":
            return Subject(c.start(k), c.end(k), "relative", _antecedent(c, k))
        return None
    if c.kind(k) == "CC":
        return _inherited(c, k)
    if form == "gerund":
        return _of_gerund(c, verb, k)
    if c.kind(k) == "," and c.kind(k + 1) == "RB" and form == "finite":
        return _of_stretch(c, k) or _inherited(c, k)
    return _before(c, k, form)


def _back_over_adverbs(c: Clauses, k: int) -> int:
    """Go left over adverbs and times."""
    while True:
        timed = c.kind(k) == "IN" and c.word(k) in _TIME_PREPOSITIONS and c.kind(k + 1) == "TIME"
        if c.kind(k) not in ("RB", "TIME") and not timed:
            return k
        k -= 1


def _shared(found: Subject | None) -> Subject | None:
    return None if found is None else Subject(found.start, found.end, "shared", found.antecedent)


def _inherited(c: Clauses, k: int) -> Subject | None:
    """Return the subject of the nearest finite verb before chunk `k` that has one."""
    for j in range(k - 1, c.first - 1, -1):
        if c.is_verb(j, "finite"):
            found = subject(c, j)
            if found is not None:
                return _shared(found)
    return None


def _antecedent(c: Clauses, k: int) -> tuple[Range, ...]:
    """Return the phrase that the relative pronoun at chunk `k` refers to, as one range of tokens, or none."""
    last = k - 2 if c.kind(k - 1) == "," else k - 1
    start = c.phrase_left(last)
    return () if start is None else ((c.start(start), c.end(last)),)


def _before(c: Clauses, k: int, form: str) -> Subject | None:
    """Return the subject that ends with chunk `k`, right before its verb or an insertion."""
    if c.kind(k) == ")":
        opening = next((j for j in range(k, c.first, -1) if c.kind(j) == "("), c.first)
        inner = _of_stretch(c, opening - 1) if c.kind(opening - 1) == "NP" else None
        return None if inner is None else Subject(inner.start, c.end(k), "own")
    if c.kind(k) in ("NP", ",", "—"):
        return _of_stretch(c, k)
    if c.is_verb(k) and form == "finite" and c.kind(k - 1) == "NP":  # those surveyed said
        return _first_phrase(c, _stretch(c, k - 1), k)
    return None


# ---- the stretch on the left of a verb, up to the clause before


def _of_stretch(c: Clauses, k: int) -> Subject | None:
    """Return the subject in the stretch that ends with chunk `k` and has no finite verb but in relative clauses."""
    left = c.phrase_left(k)
    if left is not None and c.kind(left - 1) == "NP":  # a move the union denounced
        return Subject(c.start(left), c.end(k), "own")
    begin, verb = _stretch_with_relatives(c, k)
    start = (verb if verb is not None else begin - 1) + 1
    commas = [i for i in range(start, k) if c.kind(i) == ","]
    if c.kind(k) == "NP" and commas and c.kind(commas[-1] + 1) != "CC" and _is_phrase(c, commas[-1] + 1, k):
        start = commas[-1] + 1
    elif c.kind(k) == "," and verb and len(commas) > 1:
        start = commas[-2] + 1 if c.kind(commas[-2] + 1) == "NP" else commas[-1] + 1
    found = _first_phrase(c, start, k)
    if found is None and verb:  # that verb was a participle after all
        found = _first_phrase(c, _stretch(c, verb - 1), k)
    return found


def _stretch_with_relatives(c: Clauses, k: int) -> tuple[int, int | None]:
    """Return where the stretch begins, and the finite verb of the clause before when one bounds it."""
    pending: int | None = None
    j = k
    while j >= c.first:
        kind = c.kind(j)
        if c.is_verb(j, "finite"):
            if pending is not None:
                break
            pending = j
        elif (kind == "WH" and c.word(j) in _RELATIVES) or (kind == "THAT" and c.kind(j - 1) == "NP"):
            if pending is None:
                break
            pending = None
        elif kind in (".", ";", "Q", ":", "SUB", "WH", "THAT") or _new_clause(c, j):
            break
        j -= 1
    return j + 1, pending


def _new_clause(c: Clauses, j: int) -> bool:
    """Whether the conjunction at chunk `j` opens a clause rather than joining two phrases."""
    return c.kind(j) == "CC" and c.kind(j + 1) == "NP" and c.kind(j - 1) in (",", "JJ", "RB")


def _stretch(c: Clauses, k: int) -> int:
    """Return where the stretch without a finite verb begins that ends with chunk `k`."""
    while c.kind(k) not in ("", ".", ";", "Q", ":", "SUB", "WH", "THAT") and not c.is_verb(k, "finite"):
        k -= 1
    return k + 1


def _is_phrase(c: Clauses, j: int, k: int) -> bool:
    """Whether chunks `j` to `k` are one noun phrase rather than the rest of an insertion."""
    left = c.phrase_left(k)
    return c.kind(j) == "NP" and left is not None and left <= j


def _first_phrase(c: Clauses, j: int, k: int) -> Subject | None:
    """Return the first noun phrase of chunks `j` to `k` that no preposition governs, with what belongs to it."""
    end = c.start(k) if c.kind(k) == "," else c.end(k)
    while j <= k:
        kind = c.kind(j)
        if kind == "NP":
            return _cut(c, j, k, end)
        comma = next((i for i in range(j + 1, k + 1) if c.kind(i) == ","), None)
        if kind in ("IN", "VG") and comma is not None and any(c.kind(i) == "NP" for i in range(comma, k + 1)):
            j = comma + 1
        elif kind == "IN" and c.kind(j + 1) in ("NP", "TIME"):
            j = c.phrase_right(j + 1) if c.kind(j + 1) == "NP" else j + 2
        else:
            j += 1
    return None


def _cut(c: Clauses, j: int, k: int, end: int) -> Subject:
    """Return the phrase at chunk `j` as a subject, without a circumstance that a comma sets off: ", in a speech,"."""
    after = c.phrase_right(j)
    if c.kind(after) == "," and c.kind(after + 1) in ("IN", "SUB", "VG", "RB", "TIME") and after <= k:
        end = c.start(after)
    while end > c.start(j) + 1 and c.passage.words[end - 1] in (",", "—", "–", "--"):
        end -= 1
    return Subject(c.start(j), end, "own")


# ---- gerunds


def _of_gerund(c: Clauses, verb: int, k: int) -> Subject | None:
    """Return whose a gerund is: of the phrase right before it, or of the clause that it hangs on."""
    if c.kind(k) == "NP":
        start = c.phrase_left(k)
        if start is not None and (c.kind(start - 1) not in ("VG", "IN") or c.word(k) in _DOCUMENTS):
            return Subject(c.start(start), c.end(k), "own")
        return _nearest_subject(c, verb) or _main_subject(c, verb)
    main = _main_subject(c, verb)
    if main is not None or c.kind(k) not in _CLOSES_INSERTION:
        return main or _next_subject(c, verb)
    opening = _of_stretch(c, k - 1) if c.kind(k - 1) == "NP" else None  # The owners, calling it illegal, ...
    return None if opening is None else Subject(opening.start, opening.end, "participle")


def _nearest_subject(c: Clauses, verb: int) -> Subject | None:
    """Return the subject of the nearest finite verb before a gerund that no comma sets off."""
    before = next((j for j in range(verb - 1, c.first - 1, -1) if c.is_verb(j, "finite")), None)
    found = None if before is None or c.is_quoted(before) else subject(c, before)
    return Subject(found.start, found.end, "participle", found.antecedent) if found is not None else None


def _main_subject(c: Clauses, verb: int) -> Subject | None:
    """Return the subject of the main verb before a gerund, a verb of the sentence's own, not a quotation's."""
    if verb <= c.first + 1:
        following = _next_subject(c, verb)
        if following is not None:
            return following
    spoken, best = False, None
    for j in range(c.first, verb):
        spoken = spoken or (c.kind(j) == "Q" and c.is_quoted(j))
        if not c.is_verb(j, "finite") or c.is_quoted(j):
            continue
        found = subject(c, j)
        if found is None or found.how != "own":
            continue
        if c.kind(c.passage.chunk_of[found.start] - 1) in ("SUB", "WH", "THAT"):
            continue
        if best is None or (spoken and c.passage.words[found.start - 1] in (",", "”", "''", '"')):
            best = found
        spoken = False
    return None if best is None else Subject(best.start, best.end, "participle")


def _next_subject(c: Clauses, verb: int) -> Subject | None:
    """Return the subject after the comma that closes an opening participle: "Asked about it, she ..."."""
    for j in range(verb + 1, c.last - 1):
        if c.kind(j) == "," and c.kind(j + 1) == "NP":
            return Subject(c.start(j + 1), c.end(c.phrase_right(j + 1) - 1), "participle")
    return None
