"""Witnesses: why a state is stable, or not, for a decision maker under a concept."""

from dataclasses import dataclass

from offramp.conflict.steps import Step as Step
from offramp.stability.concepts import Concept


@dataclass(frozen=True, slots=True)
class Sanction:
    """A reply of the others that leaves the decision maker no better off than where it started.

    Attributes
    ----------
    path
        A legal sequence of the others' moves from the improvement (nobody twice in a row), a shortest one.
    onward
        The decision maker's own moves from the end of the path: for SMR and SSEQ none of them escapes.
    """

    path: tuple[Step, ...]
    onward: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Improvement:
    """A unilateral improvement and what deters it.

    Attributes
    ----------
    to
        The state that it leads to.
    sanction
        ``None``: nothing deters it.
    escaped
        For SMR and SSEQ without a sanction: a reply that would have deterred it, were there no escape, and ...
    escape
        ... the state that the decision maker would escape to. Both ``None`` otherwise.
    """

    to: int
    sanction: Sanction | None
    escaped: Sanction | None = None
    escape: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a state is stable or not for a decision maker under a concept.

    Attributes
    ----------
    state, dm, concept
        What was asked (indices).
    stable
        The verdict.
    improvements
        Every unilateral improvement with what deters it, increasing by state. None: stable because the decision
        maker cannot do better by itself.
    """

    state: int
    dm: int
    concept: Concept
    stable: bool
    improvements: tuple[Improvement, ...]
