"""The package of a dossier as a package over the conflict's options."""

from offramp.conflict.package import Package
from offramp.dossier.names import ANYTHING, Names


def package_of(names: Names) -> Package | None:
    """Return what can be put on the table together; ``None`` when the dossier has no package.

    The names have been checked (see :mod:`offramp.dossier.references`); what could not be resolved is left out here.
    """
    declared = names.model.package
    if declared is None or names.model.states is not None:
        return None
    silent = Names(names.document, names.model)
    place = {option: k for k, option in enumerate(names.options)}
    dms = list(names.model.decision_makers)
    terms = [option for term in declared.terms if (option := silent.option(term, ())) is not None]
    tried = [option for term in declared.open if (option := silent.option(term, ())) is not None]
    owners = [dm for dm in dms if any(term.partition(".")[0] == dm for term in terms)]
    settled = silent.expression(declared.settled_when, ()) if declared.settled_when else ANYTHING
    return Package(
        terms=tuple(sorted(place[term] for term in terms)),
        parties=tuple(dms.index(dm) for dm in dms if dm in (declared.parties or owners)),
        settled_when=settled or ANYTHING,
        fixed={place[option]: value for option, value in silent.settings(declared.with_, ()).items()},
        open=tuple(sorted(place[option] for option in tried)),
        reservation={dms.index(dm): share for dm, share in declared.reservation.items() if dm in dms},
    )
