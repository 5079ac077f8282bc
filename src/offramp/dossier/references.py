"""References of a dossier: every id that is cited exists, and every quote stands in its source."""

from collections.abc import Sequence

from offramp.dossier.entry import Citing
from offramp.dossier.files import FileError, TextFile, read_beside
from offramp.dossier.model_evidence import Claim
from offramp.dossier.model_forecast import Dynamics
from offramp.dossier.names import TIME, Names, Path
from offramp.dossier.problems import Severity


def check_references(names: Names) -> None:
    """Note each reference to something that is not there."""
    model = names.model
    _check_parties(names)
    _check_citations(names, model, ())
    texts = {name: _source_text(names, name) for name, source in model.sources.items() if source.file}
    for name, claim in model.evidence.items():
        _check_claim(names, name, claim)
        _check_quote(names, name, claim, texts)
    _check_beliefs(names)
    if model.dynamics is not None:
        _check_dynamics(names, model.dynamics)
    if model.outcome is not None:
        names.known_id(model.outcome.scenario, model.scenarios, ("outcome", "scenario"), "scenario")
    _check_package(names)


def _check_parties(names: Names) -> None:
    """A timeline names decision makers, actors and time side by side: each name has one meaning."""
    for actor in names.model.actors:
        if actor in names.model.decision_makers:
            line = names.document.at("decision_makers", actor, key=True)[0]
            message = f'"{actor}" is a decision maker already, at line {line}'
            names.error(("actors", actor), "duplicate-id", message, key=True)
    for key in ("actors", "decision_makers"):
        if TIME in getattr(names.model, key):
            names.error(
                (key, TIME), "reserved-word", f'"{TIME}" means time itself in by:, and cannot be an id', key=True
            )


def _check_citations(names: Names, value: object, path: Path) -> None:
    """Walk through everything that may cite evidence."""
    if isinstance(value, Citing):
        names.known(value.evidence, names.model.evidence, (*path, "evidence"), "claim")
        _note_rejected(names, value.evidence, (*path, "evidence"))
    if hasattr(value, "model_fields_set"):
        for key in value.model_fields_set - {"variants"}:
            _check_citations(names, getattr(value, key), (*path, key))
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_citations(names, item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _check_citations(names, item, (*path, index))


def _note_rejected(names: Names, cited: Sequence[str], path: Path) -> None:
    for index, each in enumerate(cited):
        claim = names.model.evidence.get(each)
        if claim is not None and claim.status == "rejected":
            message, place = f'cites "{each}", which the ledger rejects', (*path, index)
            names.problems.append(names.document.problem(place, Severity.WARNING, "rejected-evidence", message))


def _check_claim(names: Names, name: str, claim: Claim) -> None:
    path, ledger = ("evidence", name), names.model.evidence
    names.known_id(claim.source, names.model.sources, (*path, "source"), "source")
    if names.known_id(claim.subset_of, ledger, (*path, "subset_of"), "claim") and claim.subset_of == name:
        names.error((*path, "subset_of"), "self-reference", "a claim cannot be a subset of itself")
    for key in ("supports", "contradicts"):
        names.known(getattr(claim, key), ledger, (*path, key), "claim")
        if name in getattr(claim, key):
            names.error((*path, key), "self-reference", f"a claim cannot be among those that it {key}")
    for ending in claim.consistency:
        names.known_key(ending, names.model.scenarios, (*path, "consistency", ending), "scenario")


def _source_text(names: Names, name: str) -> TextFile | None:
    source = names.model.sources[name]
    assert source.file is not None
    try:
        text = read_beside(names.document.path.parent, source.file)
    except FileError as error:
        names.error(("sources", name, "file"), error.problem.code, error.problem.message, error.problem.hint)
        return None
    if source.sha256 is not None and source.sha256 != text.sha256:
        message = f"{source.file} has changed: its SHA-256 digest is {text.sha256}"
        names.error(("sources", name, "sha256"), "changed-file", message, "check the quotes, then update the digest")
    return text


def _check_quote(names: Names, name: str, claim: Claim, texts: dict[str, TextFile | None]) -> None:
    path, text = ("evidence", name), texts.get(claim.source or "")
    if claim.span is not None and (claim.source is None or claim.source not in texts):
        message = "a span needs a source with a file"
        names.error(
            (*path, "span"), "span-without-file", message, "give the source's file:, or leave the span out", key=True
        )
    if text is None:
        return
    file = names.model.sources[claim.source or ""].file
    if claim.quote is not None and claim.quote not in text.text:
        names.error(
            (*path, "quote"), "quote-not-found", f"these words do not stand in {file}", _nearly(claim.quote, text.text)
        )
    if claim.span is None:
        return
    begin, end = claim.span
    if end > len(text.text):
        names.error(
            (*path, "span"),
            "bad-span",
            f"the span [{begin}, {end}] goes beyond {file}, which has {len(text.text):,} code points",
        )
    elif claim.quote is not None and text.text[begin:end] != claim.quote and claim.quote in text.text:
        at = text.text.index(claim.quote)
        hint = f"the quote stands at [{at}, {at + len(claim.quote)}]"
        names.error((*path, "span"), "bad-span", "the span does not hold the quote", hint)


def _nearly(quote: str, text: str) -> str | None:
    """Say what differs when the quote would be found but for white space, quotation marks or case."""
    if " ".join(quote.split()) in " ".join(text.split()):
        return "they do but for white space and line ends"
    plain = str.maketrans("“”‘’", "\"\"''")
    if quote.translate(plain) in text.translate(plain):
        return "they do but for the shape of quotation marks"
    return "they do but for capital letters" if quote.casefold() in text.casefold() else None


def _check_beliefs(names: Names) -> None:
    parties = names.model.decision_makers
    for believer, others in names.model.beliefs.items():
        path: Path = ("beliefs", believer)
        names.known_key(believer, parties, path, "decision maker")
        for other, shares in others.items():
            if not names.known_key(other, parties, (*path, other), "decision maker"):
                continue
            preferences = parties[other].preferences
            types = preferences.types if preferences and preferences.types else {}
            if not types:
                names.error((*path, other), "no-types", f'"{other}" has no types to believe in', key=True)
                continue
            for each in shares:
                names.known_key(each, types, (*path, other, each), "type")
            if abs(sum(shares.values()) - 1) > 1e-9:
                message = f"these beliefs add up to {sum(shares.values()):g}, not 1"
                names.error((*path, other), "bad-weights", message, key=True)


def _check_dynamics(names: Names, dynamics: Dynamics) -> None:
    for key in ("rate", "responsiveness", "foresight"):
        value = getattr(dynamics, key)
        for dm in value if isinstance(value, dict) else ():
            names.known_key(dm, names.model.decision_makers, ("dynamics", key, dm), "decision maker")
    horizon, as_of = dynamics.horizon, names.model.as_of
    if horizon is not None and not isinstance(horizon, int) and as_of is not None and horizon.last < as_of.first:
        names.error(("dynamics", "horizon"), "bad-date-order", f"the horizon {horizon} is before as_of, {as_of}")


def _check_package(names: Names) -> None:
    package = names.model.package
    if package is None or names.model.states is not None:
        return
    path: Path = ("package",)
    used: dict[str, str] = {}
    terms = [names.option(term, (*path, "terms", index)) for index, term in enumerate(package.terms)]
    fixed = list(names.settings(package.with_, (*path, "with")))
    tried = [names.option(each, (*path, "open", index)) for index, each in enumerate(package.open)]
    for key, options in (("terms", terms), ("with", fixed), ("open", tried)):
        for option in options:
            if option in used:
                names.error((*path, key), "duplicate-option", f'"{option}" stands in {used[option]} already', key=True)
            elif option is not None:
                used[option] = key
    names.known(package.parties or (), names.model.decision_makers, (*path, "parties"), "decision maker")
    for dm in package.reservation:
        names.known_key(dm, names.model.decision_makers, (*path, "reservation", dm), "decision maker")
    if package.settled_when is not None:
        names.expression(package.settled_when, (*path, "settled_when"))
