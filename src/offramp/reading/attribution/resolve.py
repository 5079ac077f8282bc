"""Choice among overlapping candidates: outermost at the top, those within a content nested in it."""

from offramp.reading.attribution.candidate import Candidate, Range, overlap


def resolve(candidates: list[Candidate], confidence: dict[str, float]) -> list[Candidate]:
    """Return the candidates of one passage that stand at the top, in order of their cues."""
    ranked = sorted(enumerate(candidates), key=lambda pair: (_rank(pair[1]), pair[1].cue[0], pair[0]))
    chosen: list[Candidate] = []
    for _, one in ranked:
        fitted = _fitted(one, chosen)
        if fitted is not None:
            chosen.append(fitted)
    return sorted(chosen, key=lambda one: one.cue)


def _rank(one: Candidate) -> int:
    """Return 0 for rules that frame a whole sentence, 1 for the rest."""
    return 0 if one.rule.startswith(("according", "speech", "label")) else 1


def _fitted(one: Candidate, chosen: list[Candidate]) -> Candidate | None:
    """Return the candidate, its content cut where a chosen one begins, or None when it does not fit."""
    content = one.content
    for other in chosen:
        taken: list[Range] = [other.cue, *other.content]
        if any(overlap(one.cue, part) for part in (*taken, *other.source)):
            return None
        left: list[Range] = []
        for a, b in content:
            for part in (*taken, *other.source):
                if overlap((a, b), part):
                    b = max(a, part[0]) if part[0] > a else a
            if b > a:
                left.append((a, b))
        if not left:
            return None
        content = tuple(left)
    return Candidate(one.source, one.cue, content, one.rule)
