"""The timeline of a dossier: who did what, replayed from the start to the status quo, and what falls due."""

from collections.abc import Sequence

from offramp.dossier.model_timeline import Event
from offramp.dossier.names import Names, Path

TIME = "time"  # what a lapse may be by
OFFERING = ("offer", "demand")


def check_timeline(names: Names) -> None:
    """Note what is wrong with the timeline and the deadlines."""
    ids = _event_ids(names)
    for index, event in enumerate(names.model.timeline):
        _check_event(names, event, ("timeline", index), ids)
    _check_order(names)
    if names.model.states is None:
        _replay(names)
    _check_deadlines(names, ids)


def _event_ids(names: Names) -> dict[str, int]:
    ids: dict[str, int] = {}
    for index, event in enumerate(names.model.timeline):
        if event.id is None:
            continue
        if event.id in ids:
            line = names.document.at("timeline", ids[event.id])[0]
            names.error(("timeline", index, "id"), "duplicate-id", f'the id "{event.id}" stands at line {line} already')
        ids.setdefault(event.id, index)
    return ids


def _check_event(names: Names, event: Event, path: Path, ids: dict[str, int]) -> None:
    dms, actors = names.model.decision_makers, names.model.actors
    who = [*dms, *actors, TIME]
    names.known(event.by or (), who, (*path, "by"), "party")
    names.known(event.to or (), [*dms, *actors], (*path, "to"), "party")
    names.known_id(event.after, ids, (*path, "after"), "timeline entry")
    if names.known_id(event.offer, ids, (*path, "offer"), "timeline entry") and event.offer is not None:
        answered = names.model.timeline[ids[event.offer]]
        if answered.kind not in OFFERING:
            message = f'"{event.offer}" is of kind {answered.kind}, not an offer or a demand'
            names.error((*path, "offer"), "not-an-offer", message)
    if event.about is not None:
        names.expression(event.about, (*path, "about"), next(iter(event.by or ()), None))
    names.settings(event.terms, (*path, "terms"), event.by or ())
    for term in event.replies:
        names.option(term, (*path, "replies", term), event.by or (), key=True)
    _check_sets(names, event, path)
    if event.expires and event.date and event.expires.last < event.date.first:
        names.error(
            (*path, "expires"), "bad-date-order", f"{event.expires} is before the day of the entry, {event.date}"
        )


def _check_sets(names: Names, event: Event, path: Path) -> None:
    """An entry moves options of those who it is by; time moves none but what lapses."""
    by = event.by or ()
    for option in names.settings(event.sets, (*path, "sets"), by):
        owner = option.partition(".")[0]
        if by and owner not in by and TIME not in by:
            given = next(name for name in event.sets if option in (name, f"{owner}.{name}"))
            message = f'"{option}" belongs to {owner}, who is not among those that the entry is by'
            names.error((*path, "sets", given), "not-own-option", message, f"by: {owner}", key=True)


def _check_order(names: Names) -> None:
    """Dates run from the oldest to the newest, as far as they are known; ``after`` names an earlier entry."""
    latest = None
    seen: set[str] = set()
    for index, event in enumerate(names.model.timeline):
        if (
            event.after is not None
            and event.after not in seen
            and any(e.id == event.after for e in names.model.timeline)
        ):
            names.error(("timeline", index, "after"), "bad-order", f'"{event.after}" comes later in the file')
        if event.id:
            seen.add(event.id)
        if event.date is None:
            continue
        if latest is not None and event.date.last < latest.first:
            message = f"{event.date} is before the entry above, {latest}"
            names.error(("timeline", index, "date"), "bad-date-order", message, "oldest first")
        if latest is None or event.date.first >= latest.first:
            latest = event.date


def _replay(names: Names) -> None:
    """Play the moves from ``start``; they end in ``status_quo`` when both are there."""
    start, quo = names.model.start, names.model.status_quo
    if isinstance(start, str):
        names.error(("start",), "bad-start", "the start gives options yes or no", "for example {dm.option: yes}")
        return
    silent = Names(names.document, names.model)  # what is unknown in the status quo has been noted before
    state = {option for option, value in names.settings(start or {}, ("start",)).items() if value}
    moves = [event for event in names.model.timeline if event.sets]
    for event in moves:
        for option, value in silent.settings(event.sets, ("timeline",), event.by or ()).items():
            (state.add if value else state.discard)(option)
    if quo is None or isinstance(quo, str) or not moves or len(silent.problems) > len(names.problems):
        return
    wanted = {option for option, value in silent.settings(quo, ("status_quo",)).items() if value}
    if state != wanted:
        _tell_mismatch(names, sorted(state - wanted), sorted(wanted - state))


def _tell_mismatch(names: Names, only_played: Sequence[str], only_given: Sequence[str]) -> None:
    told = [
        f"after the timeline {', '.join(options)} {'is' if len(options) == 1 else 'are'} {there}, in status_quo {here}"
        for options, there, here in ((only_played, "yes", "no"), (only_given, "no", "yes"))
        if options
    ]
    hint = "add the missing moves to sets:, or mend start or status_quo"
    names.error(("status_quo",), "replay-mismatch", "; ".join(told), hint, key=True)


def _check_deadlines(names: Names, ids: dict[str, int]) -> None:
    parties = [*names.model.decision_makers, *names.model.actors]
    for index, deadline in enumerate(names.model.deadlines):
        path: Path = ("deadlines", index)
        names.known(deadline.by or (), parties, (*path, "by"), "party")
        names.known(deadline.to or (), parties, (*path, "to"), "party")
        if deadline.demands is not None:
            names.expression(deadline.demands, (*path, "demands"))
        names.known_id(deadline.offer, ids, (*path, "offer"), "timeline entry")
        names.settings(deadline.threat, (*path, "threat"), deadline.by or ())
        if deadline.threat and deadline.demands is None:
            message = "a threat without a demand: nothing says when it would be spared"
            names.error((*path, "threat"), "no-demand", message, "add demands:", key=True)
