"""A guarantee, and the conflict that some guarantees would make of a conflict.

Each is against one decision maker who would break a package:

- *irreversible*: it grants an option so that it cannot take it back (it ties its own hands; Schelling 1960);
- *ban*: the moves by which it departs from the package are closed to it, by whatever arrangement;
- *sanction*: another decision maker can answer a break with a penalty that the breaker fears above all, and would
  rather do so than not, other things being equal (a third party's guarantee; Walter 1997);
- *value*: it comes to put the package above all else (its honour, say, or what its public would say).

References
----------
T. C. Schelling (1960). The Strategy of Conflict. B. F. Walter (1997). The critical barrier to civil war settlement.
International Organization 51:335-364.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from offramp.conflict.added_option import with_option
from offramp.conflict.changes import with_ban, with_irreversible, with_statement
from offramp.conflict.decision_makers import Irreversible, Option
from offramp.conflict.model import Conflict
from offramp.conflict.option_moves import MoveBan
from offramp.logic.expression import Iff, Not, Variable
from offramp.settlement.agreement import TO_THE_LETTER, Agreement, agreement


class Kind(StrEnum):
    """The kinds of guarantee, in the order in which equally small sets are ranked."""

    IRREVERSIBLE = "irreversible"
    BAN = "ban"
    SANCTION = "sanction"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A guarantee against one decision maker.

    Attributes
    ----------
    kind
        What it does.
    against
        Index of the decision maker who would break the package.
    act_of
        Index of whoever would have to give it; ``None`` where that is left open (a ban).
    option
        Index of the option that can no longer be changed; ``None`` for the other kinds.
    """

    kind: Kind
    against: int
    act_of: int | None
    option: int | None = None

    @property
    def by_anybody(self) -> "Guarantee":
        """The same sanction, whoever gives it; any other kind as it is."""
        return replace(self, act_of=None) if self.kind is Kind.SANCTION else self


def guaranteed(agreed: Agreement, guarantees: Iterable[Guarantee]) -> Agreement:
    """Return the same package settled in the conflict that some guarantees make.

    The states of the conflict stay what they are, except that each sanction brings a new option, at N when the package
    is settled.

    Raises
    ------
    ValueError
        When a sanction would be one option more than a state can hold.
    """
    for each in sorted(guarantees, key=lambda given: given.kind is Kind.SANCTION):
        agreed = _with_sanction(agreed, each) if each.kind is Kind.SANCTION else _restrained(agreed, each)
    return agreed


def _restrained(agreed: Agreement, given: Guarantee) -> Agreement:
    conflict, kept = agreed.conflict, agreed.condition(TO_THE_LETTER)
    match given.kind:
        case Kind.IRREVERSIBLE:
            assert given.option is not None  # this kind has one
            taken = conflict.space.column(conflict.options[given.option].id)[agreed.state]
            change = Irreversible.TAKING if taken else Irreversible.DROPPING
            return _in(with_irreversible(conflict, given.option, change), agreed)
        case Kind.BAN:
            return _in(with_ban(conflict, MoveBan(given.against, kept, Not(kept))), agreed)
        case _:
            return _in(with_statement(conflict, given.against, kept, "the package is kept"), agreed)


def _in(conflict: Conflict, agreed: Agreement) -> Agreement:
    return Agreement(conflict, agreed.package, agreed.state, agreed.terms, agreed.settled, agreed.as_agreed)


def _with_sanction(agreed: Agreement, given: Guarantee) -> Agreement:
    """Give the guarantor a penalty that the breaker fears above all, and that it lifts when the package is kept."""
    conflict, kept = agreed.conflict, agreed.condition(TO_THE_LETTER)
    assert given.act_of is not None  # this kind is somebody's
    guarantor = conflict.decision_makers[given.act_of]
    short = f"sanction_on_{conflict.decision_makers[given.against].id}"
    widened = with_option(conflict, given.act_of, Option(f"{guarantor.id}.{short}", "Sanction", Irreversible.NO, None))
    penalty = Variable(f"{guarantor.id}.{short}")
    changed = with_statement(widened.conflict, given.against, Not(penalty), "no sanction")
    changed = with_statement(changed, given.act_of, Iff(penalty, Not(kept)), "a break is answered", on_top=False)
    state = int(widened.without[agreed.state])
    code = sum(1 << widened.index(term) for term, taken in agreed.terms.items() if taken)
    return agreement(changed, widened.package(agreed.package), state, code)
