"""Timeline and deadlines of a draft."""

from collections.abc import Sequence
from typing import Any

from offramp.api.reading_draft_plan import FILL, Plan, in_lines
from offramp.api.reading_events import SuggestedEvent
from offramp.api.reading_options import SuggestedOption
from offramp.api.reading_suggested import suggested_deadlines
from offramp.reading.reader import Reading

LONGEST_MOMENT = 14  # days; what lasts longer ("since September") says nothing of when the next thing told happened


def timeline_section(
    reading: Reading, events: Sequence[SuggestedEvent], options: Sequence[SuggestedOption], plan: Plan
) -> str:
    """Return the timeline, oldest first, and the start where something done today is set by no entry."""
    if not events:
        return ""
    order = in_order(events)
    ids = {place: f"e{number}" for number, place in enumerate(order, start=1)}
    played: set[str] = set()
    entries = []
    for place in order:
        event = events[place]
        entry: dict[str, Any] = {"id": ids[place]}
        entry |= {"date": event.date} if event.date else {}
        entry |= {"title": event.title, "kind": event.kind}
        by, to = plan.id_of(event.by), plan.id_of(event.to)
        entry |= {"by": by} if by else {}
        entry |= {"to": to} if to and to != by else {}
        sets = _sets(event, options, plan, played) if by else {}
        entry |= {"sets": sets} if sets else {}
        entry |= _terms(reading, place, events, options, plan)
        entry |= {"expires": event.expires} if event.expires and _not_before(event.expires, event.date) else {}
        if event.answers is not None and event.answers in ids and order.index(event.answers) < order.index(place):
            entry |= {"offer": ids[event.answers]} if events[event.answers].kind in ("offer", "demand") else {}
        cited = plan.cited(event.claims)
        entry |= {"evidence": cited} if cited else {}
        entries.append(entry)
    head = f"timeline:   {FILL}: oldest first; entries without a date stand where the report tells them"
    return head + "\n  " + in_lines(entries, 2) + "\n" + _start(options, plan, played)


def _not_before(expires: str, date: str | None) -> bool:
    from offramp.dossier.dates import parse_date

    return date is None or parse_date(expires).last >= parse_date(date).first


def _start(options: Sequence[SuggestedOption], plan: Plan, played: set[str]) -> str:
    """What is done today and no entry of the timeline sets was so before."""
    before = {key: "yes" for k, key in plan.options.items() if options[k].taken and key not in played}
    return in_lines({"start": before}, 0) + "\n" if before else ""


def _sets(event: SuggestedEvent, options: Sequence[SuggestedOption], plan: Plan, played: set[str]) -> dict[str, str]:
    found = {
        key: "yes"
        for k, key in plan.options.items()
        if options[k].taken and options[k].act == event.act and options[k].party == event.by and key not in played
    }
    played |= set(found)
    return found


def _terms(
    reading: Reading, place: int, events: Sequence[SuggestedEvent], options: Sequence[SuggestedOption], plan: Plan
) -> dict[str, Any]:
    """The package of an offer or a demand, and what became of it."""
    event = events[place]
    if event.kind not in ("offer", "demand"):
        return {}
    terms = {key: "yes" for k, key in plan.options.items() if options[k].act == event.act}
    if not terms:
        return {}
    answer = next((each for each in events if each.answers == place and each.kind in ("accept", "reject")), None)
    if answer is None or answer.act is None:
        return {"terms": terms}
    content = reading.acts[answer.act].content
    partly = content is not None and reading.words(content).lower().startswith(
        ("most", "some", "several", "part", "many")
    )
    reply = "unclear" if partly else {"accept": "accepted", "reject": "refused"}[answer.kind]
    return {"terms": terms, "replies": dict.fromkeys(terms, reply)}


def in_order(events: Sequence[SuggestedEvent]) -> list[int]:
    """Return the places of events, oldest first: those without a date stay behind the one before them in the text."""
    from offramp.dossier.dates import parse_date

    keys: list[tuple[Any, int]] = []
    latest: Any = None
    dated = [parse_date(event.date).first for event in events if event.date]
    latest = min(dated, default=None)
    for place, event in enumerate(events):
        key = latest
        if event.date:
            date = parse_date(event.date)
            key = date.first
            latest = date.first if (date.last - date.first).days < LONGEST_MOMENT else latest
        if event.answers is not None and event.answers < place:
            key = max((k for k in (key, keys[event.answers][0]) if k is not None), default=None)
        keys.append((key, place))
    return [place for _, place in sorted(keys, key=lambda key: (key[0] is not None, key[0] or 0, key[1]))]


def deadlines_section(
    reading: Reading, options: Sequence[SuggestedOption], events: Sequence[SuggestedEvent], plan: Plan
) -> str:
    """Return what falls due, each with its offer and with the option that it demands."""
    order = in_order(events)
    entries = []
    for due in suggested_deadlines(reading):
        entry: dict[str, Any] = {"date": due.date, "title": due.title}
        by, to = plan.id_of(due.by), plan.id_of(due.to)
        entry |= {"by": by} if by else {}
        entry |= {"to": to} if to else {}
        meant = _option_meant(due.title, due.to, options, plan)
        entry |= {"demands": meant} if meant else {}
        offer = next(
            (
                f"e{order.index(k) + 1}"
                for k, e in enumerate(events)
                if e.act == due.act and e.kind in ("offer", "demand")
            ),
            None,
        )
        entry |= {"offer": offer} if offer and due.act is not None else {}
        entry |= {"status": "lapsed" if due.lapsed else "open"}
        cited = plan.cited(due.claims)
        entry |= {"evidence": cited} if cited else {}
        entries.append(entry)
    if not entries:
        return ""
    return f"deadlines:   {FILL}: status: open, met or lapsed\n  " + in_lines(entries, 2) + "\n"


def _option_meant(title: str, party: str | None, options: Sequence[SuggestedOption], plan: Plan) -> str | None:
    """The option of the one who must act that a deadline's demand means."""
    from offramp.api.reading_options import alike

    for k, key in plan.options.items():
        if party in (None, options[k].party) and alike(title, options[k].title):
            return key
    return None
