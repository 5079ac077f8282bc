"""Who can deliver what: each thing that a package asks for, whose it is, and whether it can be done and taken back.

A package is words until its parts are done. Each part is some decision maker's to do. It may be nobody's at the table;
it may be shut off from where things stand, or open only once others have done theirs; and what has been done may be
taken back afterwards, or not. Whether anybody *would* take it back is asked by :mod:`offramp.settlement.holding`, in
which order the parts are best done by the step plans.
"""

from collections.abc import Collection
from dataclasses import dataclass

from offramp.conflict.model import Conflict
from offramp.settlement.acts import Doing, Hurdle, doing
from offramp.settlement.agreement import Agreement


@dataclass(frozen=True, eq=False)
class Part:
    """One option of a settled state, and what it takes to have it so.

    Attributes
    ----------
    option, taken
        Index of the option, and how it stands in the settled state.
    term
        Whether it is a term of the package; otherwise it comes with it.
    owner
        Index of the decision maker whose it is; ``None`` when nobody's.
    at_table
        Whether the owner sits at the table.
    due
        Whether it stands otherwise at the start, so that the owner has to do something.
    now
        Whether the owner can do it from the start; ``None`` when nothing is due, or it is nobody's.
    last
        The same once everybody else has done their parts; ``None`` also where no feasible state is like that.
    back
        Whether the owner can take it back in the settled state; ``None`` when it is nobody's.
    """

    option: int
    taken: bool
    term: bool
    owner: int | None
    at_table: bool
    due: bool
    now: Doing | None
    last: Doing | None
    back: Doing | None

    @property
    def deliverable(self) -> bool:
        """Whether it stands so already, or the owner can do it from the start or once the others have done theirs."""
        return not self.due or any(each is not None and each.possible for each in (self.now, self.last))

    @property
    def waits(self) -> bool:
        """Whether it can be done only once the others have done their parts."""
        return self.due and self.deliverable and not (self.now is not None and self.now.possible)

    @property
    def final(self) -> bool:
        """Whether nobody can take it back once the package is settled."""
        return self.back is None or not self.back.possible

    @property
    def in_the_way(self) -> tuple[Hurdle, ...]:
        """What keeps the owner from doing it at the start; empty when nothing does."""
        return () if self.now is None else self.now.hurdles


@dataclass(frozen=True, eq=False)
class Delivery:
    """Who can deliver what.

    Attributes
    ----------
    agreement, start, table
        What was asked; ``table`` holds the decision makers (indices) who negotiate.
    parts
        Every term, and every other option that stands otherwise at the start than in the settled state; in file order.
    """

    agreement: Agreement
    start: int
    table: tuple[int, ...]
    parts: tuple[Part, ...]

    @property
    def away_from_table(self) -> tuple[Part, ...]:
        """What is due and nobody at the table can do, because it is somebody else's or nobody's."""
        return tuple(part for part in self.parts if part.due and not part.at_table)

    @property
    def undeliverable(self) -> tuple[Part, ...]:
        """What is due and its owner cannot do, neither from the start nor once the others have done theirs."""
        return tuple(part for part in self.parts if not part.deliverable)

    def steps(self, dm: int) -> tuple[Part, ...]:
        """Return what a decision maker has to do."""
        return tuple(part for part in self.parts if part.owner == dm and part.due)

    def revocable(self, dm: int) -> tuple[Part, ...]:
        """Return what a decision maker can take back once the package is settled, done or left undone."""
        return tuple(part for part in self.parts if part.owner == dm and not part.final)

    @property
    def exposed(self) -> tuple[int, ...]:
        """Whoever has to do something that is final, while somebody else can take back what it has done; indices."""
        return tuple(
            dm
            for dm in range(self.agreement.conflict.n_dms)
            if any(part.final for part in self.steps(dm))
            and any(part.owner != dm and part.due and not part.final for part in self.parts)
        )


def delivery(agreement: Agreement, start: int | None = None, table: Collection[int] | None = None) -> Delivery:
    """Return who can deliver what of a package.

    Parameters
    ----------
    agreement
        The package and the state that it is settled in. Of a coalesced state, its lowest member counts.
    start
        Index of the state to start from; the status quo when left out.
    table
        Who negotiates (indices); the parties to the package when left out.

    Raises
    ------
    ValueError
        When no start is given and the conflict has no status quo.
    """
    conflict = agreement.conflict
    start = conflict.status_quo if start is None else start
    if start is None:
        raise ValueError("the conflict has no status quo to start from: say which state to start from")
    codes = conflict.space.codes
    before, after = int(codes[start]), _settled_code(agreement)
    asked = [k for k in range(len(conflict.options)) if k in agreement.terms or (before ^ after) >> k & 1]
    owners = {k: dm for dm, each in enumerate(conflict.decision_makers) for k in each.options}
    seated = tuple(sorted(agreement.package.parties if table is None else table))
    parts = tuple(
        _part(agreement, start, (before, after), k, owners.get(k), at_table=owners.get(k) in seated) for k in asked
    )
    return Delivery(agreement, start, seated, parts)


def _settled_code(agreement: Agreement) -> int:
    """Return the settled state's code with the terms as agreed: of a coalesced state, the lowest such member."""
    members = map(int, agreement.conflict.space.members(agreement.state))
    return next(code for code in members if all(bool(code >> k & 1) == taken for k, taken in agreement.terms.items()))


def _part(
    agreement: Agreement, start: int, codes: tuple[int, int], option: int, owner: int | None, *, at_table: bool
) -> Part:
    conflict, (before, after) = agreement.conflict, codes
    taken, due = bool(after >> option & 1), bool((before ^ after) >> option & 1)
    now = last = back = None
    if owner is not None:
        back = doing(conflict, owner, agreement.state, {option: not taken})
        if due:
            now = doing(conflict, owner, start, {option: taken})
            last = _last(conflict, owner, before, after, option)
    return Part(
        option=option,
        taken=taken,
        term=option in agreement.terms,
        owner=owner,
        at_table=at_table,
        due=due,
        now=now,
        last=last,
        back=back,
    )


def _last(conflict: Conflict, owner: int, before: int, after: int, option: int) -> Doing | None:
    """Return whether the owner can do it where the others have done their parts and it has not done any of its own."""
    own = sum(1 << k for k in conflict.decision_makers[owner].options)
    state = conflict.space.find((before & own) | (after & ~own))
    return None if state is None else doing(conflict, owner, state, {option: bool(after >> option & 1)})
