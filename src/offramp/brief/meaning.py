"""What names and expressions of a built.model stand for, once more, outside the states."""

from collections.abc import Sequence

from offramp.dossier.build import BuiltDossier
from offramp.dossier.names import Names
from offramp.logic.expression import Expression, Variable, substitute
from offramp.logic.parse import parse


class Meaning:
    """Resolves what the timeline and the package of a dossier name; the dossier has been checked already."""

    def __init__(self, built: BuiltDossier) -> None:
        self._names = Names(built.document, built.model)

    def option(self, name: str, owners: Sequence[str] = ()) -> str:
        """Return ``dm.option`` of an option's name; a short name is looked up among ``owners`` first."""
        found = self._names.option(name, (), owners)
        if found is None:
            raise ValueError(f"the dossier was built, but its option {name} is unknown")
        return found

    def loosely(self, text: str, dm: str | None = None) -> Expression:
        """Return an expression over ``dm.option`` names in which the names of ``define:`` stand as they are.

        So it can be read aloud as it was written; ``dm`` is the id of the decision maker in whose part it stands.
        """

        def resolved(variable: Variable) -> Expression:
            name = variable.name
            own = f"{dm}.{name}" in self._names.options or name in self._names.options
            if name in self._names.model.define and not own:
                return variable
            return self._names.expression(name, (), dm) or variable

        return substitute(parse(text), resolved)

    def expression(self, text: str) -> Expression:
        """Return an expression over ``dm.option`` names."""
        found = self._names.expression(text, ())
        if found is None:
            raise ValueError(f"the dossier was built, but its expression {text} cannot be read")
        return found
