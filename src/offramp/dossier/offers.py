"""The offers and demands of a dossier's timeline, as terms of the conflict."""

from collections.abc import Mapping
from dataclasses import dataclass

from offramp.dossier.build import BuiltDossier
from offramp.dossier.names import Names
from offramp.dossier.timeline import OFFERING


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer or a demand with a package of terms.

    Attributes
    ----------
    id, title
        The entry's id (its number in the timeline, from 1, where it has none), and what it is called.
    kind
        ``offer`` or ``demand``.
    by, to
        Indices of the decision makers who made it and to whom; actors without moves are left out.
    terms
        How each option (by index) is to stand.
    """

    id: str
    title: str
    kind: str
    by: tuple[int, ...]
    to: tuple[int, ...]
    terms: Mapping[int, bool]


def offers_of(built: BuiltDossier) -> tuple[Offer, ...]:
    """Return the offers and demands that have terms, oldest first."""
    names = Names(built.document, built.model)  # the file has been checked: nothing new is noted
    place = {option.id: k for k, option in enumerate(built.conflict.options)}
    dms = [maker.id for maker in built.conflict.decision_makers]
    return tuple(
        Offer(
            id=event.id or str(number),
            title=event.title or event.id or f"{event.kind} {number}",
            kind=event.kind,
            by=tuple(dms.index(dm) for dm in event.by or () if dm in dms),
            to=tuple(dms.index(dm) for dm in event.to or () if dm in dms),
            terms={place[name]: taken for name, taken in names.settings(event.terms, (), event.by or ()).items()},
        )
        for number, event in enumerate(built.model.timeline, start=1)
        if event.kind in OFFERING and event.terms
    )
