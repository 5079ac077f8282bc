"""The timeline of a dossier: who did what, replayed from the start to the status quo, and what falls due."""

from collections.abc import Sequence

from offramp.dossier.model_timeline import Event
from offramp.dossier.names import TIME, Names, Path
from offramp.dossier.openings import check_openings
from offramp.dossier.problems import Severity, did_you_mean

OFFERING = ("offer", "demand")


def check_timeline(names: Names) -> None:
    """Note what is wrong with the timeline and the deadlines."""
    ids: dict[str, int] = {}
    seen: dict[str, Path] = {}
    for index, event in enumerate(names.model.timeline):
        if event.id is not None and names.unique(event.id, ("timeline", index, "id"), seen):
            ids[event.id] = index
    for index, event in enumerate(names.model.timeline):
        _check_event(names, event, index, ids)
    _check_order(names)
    if names.model.states is None:
        _replay(names)
    elif isinstance(names.model.start, str):
        names.known_id(names.model.start, names.model.states, ("start",), "state")
    elif names.model.start is not None:
        names.error(("start",), "bad-start", "in graph form the start is the id of a state", key=True)
    _check_deadlines(names, ids)
    check_openings(names)


def _check_event(names: Names, event: Event, index: int, ids: dict[str, int]) -> None:
    path: Path = ("timeline", index)
    dms, actors = names.model.decision_makers, names.model.actors
    names.known(event.by or (), [*dms, *actors, TIME], (*path, "by"), "party")
    names.known(event.to or (), [*dms, *actors], (*path, "to"), "party")
    _check_earlier(names, event.after, (*path, "after"), index, ids)
    if _check_earlier(names, event.offer, (*path, "offer"), index, ids):
        _check_offer(names, event.offer, (*path, "offer"), ids)
    if event.about is not None:
        names.expression(event.about, (*path, "about"), next(iter(event.by or ()), None))
    _check_terms(names, event, path)
    _check_sets(names, event, path)
    if event.expires and event.date and event.expires.last < event.date.first:
        names.error(
            (*path, "expires"), "bad-date-order", f"{event.expires} is before the day of the entry, {event.date}"
        )


def _check_earlier(names: Names, each: str | None, path: Path, index: int, ids: dict[str, int]) -> bool:
    """Return whether an id is that of an entry further up, noting an error when it is not."""
    if not names.known_id(each, ids, path, "timeline entry") or each is None:
        return False
    if ids[each] == index:
        names.error(path, "self-reference", "an entry cannot refer to itself")
    elif ids[each] > index:
        names.error(path, "bad-order", f'"{each}" comes later in the file', "oldest first")
    return ids[each] < index


def _check_offer(names: Names, each: str | None, path: Path, ids: dict[str, int]) -> None:
    if each is not None and (kind := names.model.timeline[ids[each]].kind) not in OFFERING:
        names.error(path, "not-an-offer", f'"{each}" is of kind {kind}, not an offer or a demand')


def _check_terms(names: Names, event: Event, path: Path) -> None:
    """What is replied is replied to a term."""
    owners = event.by or ()
    terms = names.settings(event.terms, (*path, "terms"), owners)
    for given in event.replies:
        option = names.option(given, (*path, "replies", given), owners, key=True)
        if option is not None and option not in terms:
            hint = did_you_mean(option, terms)
            names.error((*path, "replies", given), "not-a-term", f'"{option}" is not among the terms', hint, key=True)


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
    """Dates run from the oldest to the newest, as far as they are known."""
    latest = None
    for index, event in enumerate(names.model.timeline):
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
    silent = Names(names.document, names.model)  # what is unknown is noted where it is checked
    unknown = len(silent.problems)
    state = {option for option, value in names.settings(start or {}, ("start",)).items() if value}
    moves = [event for event in names.model.timeline if event.sets]
    for event in moves:
        for option, value in silent.settings(event.sets, ("timeline",), event.by or ()).items():
            (state.add if value else state.discard)(option)
    if quo is None or isinstance(quo, str) or not moves:
        return
    wanted = {option for option, value in silent.settings(quo, ("status_quo",)).items() if value}
    if state != wanted and len(silent.problems) == unknown:
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
    seen: dict[str, Path] = {}
    for index, deadline in enumerate(names.model.deadlines):
        path: Path = ("deadlines", index)
        if deadline.id is not None:
            names.unique(deadline.id, (*path, "id"), seen)
        names.known(deadline.by or (), parties, (*path, "by"), "party")
        names.known(deadline.to or (), parties, (*path, "to"), "party")
        if deadline.demands is not None:
            names.expression(deadline.demands, (*path, "demands"))
        if names.known_id(deadline.offer, ids, (*path, "offer"), "timeline entry"):
            _check_offer(names, deadline.offer, (*path, "offer"), ids)
        names.settings(deadline.threat, (*path, "threat"), deadline.by or ())
        if deadline.threat and deadline.demands is None:
            message = "a threat without a demand: nothing says when it would be spared"
            names.error((*path, "threat"), "no-demand", message, "add demands:", key=True)
        elif not (deadline.demands or deadline.offer or deadline.opens or deadline.closes):
            message = "a deadline without a demand: nothing falls due"
            hint = "add demands:, offer:, opens: or closes:"
            names.problems.append(names.document.problem(path, Severity.WARNING, "no-demand", message, hint))
