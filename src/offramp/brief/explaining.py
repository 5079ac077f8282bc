"""An explanation as sentences: the improvement that nothing deters, or the sanction that deters each one."""

from collections.abc import Iterator

from offramp.brief.phrases import state_name
from offramp.brief.steps import move_words
from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.figures.words import counted, listing
from offramp.stability.concepts import Concept
from offramp.stability.explanation import Explanation, Improvement, Sanction

SHOWN = 3  # improvements told one by one; the rest is counted


def explanation_words(
    conflict: Conflict, explanation: Explanation, combination: Combination, shown: int = SHOWN
) -> list[str]:
    """Return the sentences of an explanation, the verdict first.

    Parameters
    ----------
    conflict, combination
        What the explanation is about.
    explanation
        The witness.
    shown
        How many improvements to tell one by one: those that nothing deters first, then the best.
    """
    who = conflict.decision_makers[explanation.dm].name
    verdict = "would stay" if explanation.stable else "would leave"
    if not explanation.improvements:
        can_move = len(conflict.targets(explanation.dm, explanation.state)) > 0
        reason = "no move of its own from here is better for it" if can_move else "it has no move from here"
        return [f"{who} {verdict}: {reason}."]
    level = conflict.level(explanation.dm, combination)
    improvements = sorted(
        explanation.improvements, key=lambda each: (each.sanction is not None, -int(level[each.to]), each.to)
    )
    n_free = sum(each.sanction is None for each in improvements)
    ways = counted(len(improvements), "way")
    one = len(improvements) == 1
    which = f"{n_free} of them" if n_free < len(improvements) else "it" if one else "any of them"
    summary = f"nothing deters {which}" if n_free else "that is deterred" if one else "each is deterred"
    told = _Telling(conflict, explanation, combination)
    lines = [f"{who} {verdict}: it could do better in {ways}, and {summary}."]
    lines += [told.improvement(each) for each in improvements[:shown]]
    if len(improvements) > shown:
        lines.append(f"… and {counted(len(improvements) - shown, 'more way')}.")
    return lines


class _Telling:
    def __init__(self, conflict: Conflict, explanation: Explanation, combination: Combination) -> None:
        self._conflict, self._explanation, self._combination = conflict, explanation, combination

    def improvement(self, improvement: Improvement) -> str:
        """Say what the improvement is and what deters it."""
        start, concept = self._explanation.state, self._explanation.concept
        lead = f"By {move_words(self._conflict, start, improvement.to)}:"
        if improvement.sanction is not None:
            answer = self._reply(improvement.to, improvement.sanction)
            escape = ", and no move of its own from there is better than staying" if concept.escape_proof else ""
            return f"{lead} {answer}. That leaves it no better off than now{escape}."
        if concept is Concept.NASH:
            return f"{lead} this is better for it, and Nash stability looks no further."
        if improvement.escaped is not None and improvement.escape is not None:
            answer = self._reply(improvement.to, improvement.escaped)
            end = improvement.escaped.path[-1].to
            way_out = move_words(self._conflict, end, improvement.escape)
            return f"{lead} even if {answer}, it escapes by {way_out} to something better than now."
        credible = " that those who make it would gain by" if concept.credible else ""
        return f"{lead} the others have no reply{credible} that leaves it worse off or as now."

    def _reply(self, improvement: int, sanction: Sanction) -> str:
        return listing(self._steps(improvement, sanction.path), "and then")

    def _steps(self, here: int, path: tuple[Step, ...]) -> Iterator[str]:
        for step in path:
            level = self._conflict.level(step.by, self._combination)
            gain = "" if self._explanation.concept.credible else self._gain(int(level[step.to]) - int(level[here]))
            who = self._conflict.decision_makers[step.by].name
            yield f"{who} replies by {move_words(self._conflict, here, step.to)}{gain}"
            here = step.to

    @staticmethod
    def _gain(difference: int) -> str:
        if difference > 0:
            return " (gaining by it)"
        return " (at a loss to itself)" if difference < 0 else " (gaining nothing by it)"


def heading(conflict: Conflict, state: int) -> str:
    """Return a state's name with its number, pattern and ending."""
    label = f"state {state + 1}, {conflict.space.label(state)}"
    scenario = conflict.scenario(state)
    return f"{state_name(conflict, state)} ({label}{f'; ending: {scenario.title}' if scenario else ''})"
