"""Choice among overlapping candidates: outermost at the top, those that lie within a content nested in it."""

from dataclasses import dataclass, replace

from offramp.reading.attribution.candidate import Candidate, Range, overlap

DEPTH = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A chosen candidate and the index of the one it is nested in, or None."""

    candidate: Candidate
    nested_in: int | None


def resolved(candidates: list[Candidate], quoted: list[int], *, nested: bool) -> list[Placed]:
    """Return the candidates that stand together, each after the one it is nested in.

    Those whose cue a quotation holds are only ever nested: the words of a speaker are not the report's.
    """
    chosen: list[Placed] = []
    _place([one for one in candidates if quoted[one.cue[0]] < 0], None, chosen)
    if nested:
        for depth in range(1, DEPTH):
            for k in [k for k in range(len(chosen)) if _depth(chosen, k) == depth]:
                outer = chosen[k].candidate
                inner = [part for one in candidates if (part := _within(one, outer)) is not None]
                _place(inner, k, chosen)
    return chosen


def _depth(chosen: list[Placed], k: int) -> int:
    depth = 1
    while (outer := chosen[k].nested_in) is not None:
        depth, k = depth + 1, outer
    return depth


def _place(candidates: list[Candidate], outer: int | None, chosen: list[Placed]) -> None:
    """Add to `chosen` those of the candidates that fit together, by rank and then by where their cue begins."""
    ranked = sorted(enumerate(candidates), key=lambda pair: (_rank(pair[1]), pair[1].cue[0], pair[0]))
    taken: list[Candidate] = []
    for _, one in ranked:
        fitted = _fitted(one, taken)
        if fitted is not None:
            taken.append(fitted)
    chosen.extend(Placed(one, outer) for one in sorted(taken, key=lambda one: one.cue))


def _rank(one: Candidate) -> int:
    """Return 0 for rules that frame a whole sentence, 2 for those that only say more of a phrase, else 1."""
    if one.rule.startswith(("according", "speech", "label", "adverb")):
        return 0
    return 2 if one.rule.startswith("passive-reduced") else 1


def _fitted(one: Candidate, chosen: list[Candidate]) -> Candidate | None:
    """Return the candidate, its content cut where a chosen one begins, or None when it does not fit."""
    content = one.content
    for other in chosen:
        taken = (other.cue, *other.content, *other.source)
        if any(overlap(one.cue, part) for part in taken):
            return None
        content = tuple(left for part in content if (left := _cut(part, taken)) is not None)
        if not content:
            return None
    return replace(one, content=content)


def _cut(part: Range, taken: tuple[Range, ...]) -> Range | None:
    """Return the part up to where what is taken begins, or from where it ends; None when nothing is left."""
    a, b = part
    for other in taken:
        if overlap((a, b), other):
            if other[0] > a:
                b = other[0]
            elif other[1] < b:
                a = other[1]
            else:
                return None
    return a, b


def _within(one: Candidate, outer: Candidate) -> Candidate | None:
    """Return the candidate as it lies within the outer one's content, or None when it does not."""
    room = next((part for part in outer.content if part[0] <= one.cue[0] and one.cue[1] <= part[1]), None)
    if room is None or one.cue == outer.cue:
        return None
    content = tuple((max(a, room[0]), min(b, room[1])) for a, b in one.content if a < room[1] and room[0] < b)
    source = tuple(part for part in one.source if room[0] <= part[0] and part[1] <= room[1])
    if not content or (one.source and not source):
        return None
    return replace(one, source=source, content=content)
