"""Who can deliver what of a package, in words."""

from collections.abc import Iterable

from offramp.conflict.model import Conflict
from offramp.figures.words import listing
from offramp.settlement.delivery import Delivery, Part


def delivery_words(conflict: Conflict, found: Delivery) -> list[str]:
    """Return what stands out about who can deliver a package, one sentence each, without full stops.

    What nobody at the table can do, what cannot be done at all, what must wait for the others, what its giver can take
    back afterwards, and who would do something final against what can be taken back.
    """
    names = [maker.name for maker in conflict.decision_makers]
    told = []
    if found.away_from_table:
        told.append(f"Nobody at the table can do this: {_titles(conflict, found.away_from_table)}")
    if found.undeliverable:
        told.append(f"Cannot be done from today on: {_titles(conflict, found.undeliverable)}")
    waiting = [part for part in found.parts if part.waits]
    if waiting:
        told.append(f"Can be done only once others have acted: {_titles(conflict, waiting)}")
    revocable = [part for part in found.parts if part.due and not part.final]
    if revocable:
        told.append(f"Can be taken back by whoever gives it: {_titles(conflict, revocable)}")
    for dm in found.exposed:
        final = [part for part in found.steps(dm) if part.final]
        told.append(f"{names[dm]} is exposed: what it gives is final ({_titles(conflict, final, owners=False)})")
    return told


def _titles(conflict: Conflict, parts: Iterable[Part], *, owners: bool = True) -> str:
    return listing(_title(conflict, part, owners=owners) for part in parts)


def _title(conflict: Conflict, part: Part, *, owners: bool) -> str:
    title = f"“{conflict.options[part.option].title}”" if part.taken else f"no “{conflict.options[part.option].title}”"
    owner = "nobody" if part.owner is None else conflict.decision_makers[part.owner].name
    return f"{title} ({owner})" if owners else title
