"""What entries of the timeline say, as settings of options by index.

The file has been checked before, so nothing new is noted; options that the conflict does not have are passed over.
"""

from collections.abc import Mapping, Sequence

from offramp.dossier.build import BuiltDossier
from offramp.dossier.names import Names
from offramp.logic.expression import And, Expression, Not, Variable


class Sayings:
    """Reads what the entries of one dossier say."""

    def __init__(self, built: BuiltDossier) -> None:
        self._names = Names(built.document, built.model)
        self._place = {option.id: k for k, option in enumerate(built.conflict.options)}

    def settings(self, given: Mapping[str, bool], owners: Sequence[str] = ()) -> dict[int, bool]:
        """Return settings as written; the options of ``owners`` come first where a name is of several."""
        return self._indexed(self._names.settings(given, (), owners))

    def expression(self, text: str, by: str) -> Expression | None:
        """Return what a text says in the words of a decision maker; ``None`` where it says nothing."""
        return self._names.expression(text, (), by)

    def literals(self, text: str, by: str) -> dict[int, bool] | None:
        """Return how a text sets options; ``None`` where it does something else."""
        return self.set_by(self.expression(text, by))

    def set_by(self, expression: Expression | None) -> dict[int, bool] | None:
        """Return how an expression sets options; ``None`` where it does something else."""
        said = literals(expression)
        return None if said is None else self._indexed(said)

    def _indexed(self, given: Mapping[str, bool]) -> dict[int, bool]:
        return {self._place[name]: taken for name, taken in given.items() if name in self._place}


def literals(expression: Expression | None) -> dict[str, bool] | None:
    """Return how an expression sets options, where it is one option, its negation, or several of these together."""
    match expression:
        case Variable(name):
            return {name: True}
        case Not(Variable(name)):
            return {name: False}
        case And(operands):
            parts = [literals(operand) for operand in operands]
            return None if None in parts else {name: taken for part in parts for name, taken in (part or {}).items()}
        case _:
            return None
