"""A starting dossier from a reading: complete but for preferences, with FILL where a person has to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from offramp.api.reading_draft_endings import DraftEnding, draft_endings
from offramp.api.reading_evidence import evidence_entry
from offramp.api.reading_parties import Party, fresh_id, parties
from offramp.api.reading_source import SourceEntry
from offramp.api.reading_suggested import (
    SuggestedEvent,
    SuggestedOption,
    suggested_deadlines,
    suggested_endings,
    suggested_events,
    suggested_options,
)
from offramp.api.reading_words import short
from offramp.dossier.save import written
from offramp.dossier.splice import in_line
from offramp.dossier.splice import in_lines as lines_of_text
from offramp.reading.acts.act import ActType
from offramp.reading.reader import Reading

MOST_OPTIONS = 14  # 2 to this power states at most; what is beyond is kept as suggestions
FILL = "# FILL"
LONGEST_MOMENT = 14  # days; what lasts longer ("since September") says nothing of when the next thing told happened


@dataclass(frozen=True, slots=True)
class Draft:
    """A starting dossier.

    Attributes
    ----------
    text
        YAML.
    to_fill
        What a person has to fill in, a sentence each.
    """

    text: str
    to_fill: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What goes where.

    Attributes
    ----------
    deciders
        Ids of decision makers, by name.
    others
        Ids of those who act and decide nothing, by name.
    options
        ``dm.option`` of each suggested option that the model has.
    left
        Options that it has not.
    claims
        Ids of claims, by place.
    """

    deciders: dict[str, str]
    others: dict[str, str]
    options: dict[int, str]
    left: tuple[int, ...]
    claims: dict[int, str]

    def id_of(self, name: str | None) -> str | None:
        return None if name is None else "time" if name == "time" else self.deciders.get(name) or self.others.get(name)

    def cited(self, claims: Sequence[int]) -> list[str]:
        return [self.claims[k] for k in claims[:3] if k in self.claims]


def draft(reading: Reading, source: SourceEntry, title: str, *, quoting: bool) -> Draft:
    """Return a starting dossier.

    Decision makers are those of the report who have something to decide, with what they do, weigh, offer or are asked
    to do as options; the status quo and the timeline are what the report says was done; the endings are those that it
    names. Everything is marked as suggested or to be filled in; it is sound, and says nothing of what anybody wants.

    Parameters
    ----------
    reading
        Of the report.
    source
        Its entry.
    title
        Of the dossier.
    quoting
        Whether words of the report may stand in it.
    """
    options = suggested_options(reading)
    plan = _plan(reading, options, source)
    events = suggested_events(reading, quoting=quoting)
    endings = draft_endings(reading, suggested_endings(reading), options, plan.options)
    parts = [
        _head(reading, source, title),
        _evidence(reading, source, plan, quoting=quoting),
        _actors(plan),
        _deciders(options, plan, endings, quoting=quoting, reading=reading),
        _state(options, plan),
        _scenarios(endings, plan),
        _package(reading, options, plan),
        _timeline(reading, events, options, plan),
        _deadlines(reading, options, events, plan),
        _suggestions(options, plan),
    ]
    return Draft("\n".join(part for part in parts if part), _to_fill(plan, endings))


def in_lines(value: Any, margin: int) -> str:
    """Return a value in lines, all but the first behind a margin."""
    return lines_of_text(written(value), margin)


def _plan(reading: Reading, options: Sequence[SuggestedOption], source: SourceEntry) -> _Plan:
    people = parties(reading)
    chosen = _deciding(people, options)
    used: set[str] = {"others"}
    deciders = {party.name: fresh_id(party.name, used) for party in chosen} or {"A party": "party"}
    others = {party.name: fresh_id(party.name, used) for party in people if party.name not in deciders}
    ranked = sorted(
        (k for k, option in enumerate(options) if option.party in deciders), key=lambda k: _rank(options[k])
    )
    kept = sorted(ranked[:MOST_OPTIONS])
    taken: dict[str, set[str]] = {}
    named = {
        k: f"{deciders[options[k].party]}.{fresh_id(options[k].title, taken.setdefault(options[k].party, set()))}"
        for k in kept
    }
    left = tuple(k for k in range(len(options)) if k not in named)
    claims = {k: f"{source.id}_{k + 1}" for k in range(len(reading.claims))}
    return _Plan(deciders, others, named, left, claims)


def _deciding(people: Sequence[Party], options: Sequence[SuggestedOption]) -> list[Party]:
    """Those with an option who act more than once, or who are asked for something; the two busiest in any case."""
    with_option = {option.party for option in options}
    able = [party for party in people if party.name in with_option]
    busy = [party for party in able if party.decides and party.n_acts > 1]
    return busy or able[:2] or list(people[:2])


def _rank(option: SuggestedOption) -> tuple[bool, bool, float]:
    """What is demanded or offered first, then what is done, then what is only announced or weighed."""
    return (option.term is None, not option.taken, -option.confidence)


def _head(reading: Reading, source: SourceEntry, title: str) -> str:
    lines = [
        f"# A draft made by reading a report. {FILL} marks what a person has to decide; offramp review goes through the",
        "# suggested claims. Nothing here has been checked by anybody.",
        "offramp: 1",
        f"title: {in_line(title)}   {FILL}: what the conflict is called",
    ]
    if reading.article.published is not None:
        lines.append(f"as_of: {reading.article.published.isoformat()}   # the day of the report")
    return "\n".join([*lines, "", in_lines({"sources": {source.id: source.entry}}, 0), ""])


def _evidence(reading: Reading, source: SourceEntry, plan: _Plan, *, quoting: bool) -> str:
    entries = {
        plan.claims[k]: evidence_entry(reading, claim, source.id, quoting=quoting, spans=source.file is not None)
        | ({"subset_of": plan.claims[claim.subset_of]} if claim.subset_of is not None else {})
        for k, claim in enumerate(reading.claims)
    }
    return in_lines({"evidence": entries}, 0) + "\n" if entries else ""


def _actors(plan: _Plan) -> str:
    named = {key: {"name": short(name)} for name, key in plan.others.items()}
    return in_lines({"actors": named}, 0) + "\n" if named else ""


def _deciders(
    options: Sequence[SuggestedOption], plan: _Plan, endings: Sequence[DraftEnding], *, quoting: bool, reading: Reading
) -> str:
    lines = [f"decision_makers:   {FILL}: are these the parties, and are the options theirs?"]
    for name, dm in plan.deciders.items():
        people = next((party.people for party in reading.parties if party.name == name), ())
        shown = f"{name} ({', '.join(people)})" if people else name
        lines += [f"  {dm}:", f"    name: {in_line(short(shown))}"]
        own = {
            key.partition(".")[2]: {"title": options[k].title if quoting else _plain_title(key)}
            | ({"evidence": plan.cited(options[k].claims)} if plan.cited(options[k].claims) else {})
            for k, key in plan.options.items()
            if options[k].party == name
        }
        if not own and not plan.options and dm == next(iter(plan.deciders.values())):
            own = {"act": {"title": "Something that it can do"}}  # a model needs one option
        lines.append("    " + in_lines({"options": own}, 4) if own else f"    options: {{}}   {FILL}: what it can do")
        lines.append(f"    {FILL} preferences: what it wants most comes first, for example")
        lines.append(f"    # preferences: {{prioritized: [{_example(own)}]}}")
    open_ends = [ending for ending in endings if ending.own_option]
    if open_ends:
        lines += [
            f"  others:   {FILL}: who decides whether these endings come about? Give each option to them",
            "    name: Others",
            "    " + in_lines({"options": {each.own_option: {"title": each.title} for each in open_ends}}, 4),
        ]
    return "\n".join(lines) + "\n"


def _plain_title(key: str) -> str:
    return key.partition(".")[2].replace("_", " ").capitalize()


def _example(own: dict[str, Any]) -> str:
    return ", ".join(f"not {key}" if k else key for k, key in enumerate(list(own)[:2])) or "…"


def _state(options: Sequence[SuggestedOption], plan: _Plan) -> str:
    taken = {key: "yes" for k, key in plan.options.items() if options[k].taken}
    if not taken:
        return f"status_quo: {{}}   {FILL}: what is done today; what is not named is no\n"
    return "\n".join(
        [f"status_quo:   {FILL}: is all of this still so on the day of the report?", "  " + in_lines(taken, 2), ""]
    )


def _scenarios(endings: Sequence[DraftEnding], plan: _Plan) -> str:
    lines = [f"scenarios:   {FILL}: does when: say what each ending means? The first that holds is the state's"]
    for ending in endings:
        entry: dict[str, Any] = {"title": ending.title, "when": ending.when}
        cited = plan.cited(ending.claims)
        entry |= {"evidence": cited} if cited else {}
        entry |= {"why": ending.why} if ending.why else {}
        lines.append("  " + in_lines({ending.id: entry}, 2))
    return "\n".join(lines) + "\n"


def _package(reading: Reading, options: Sequence[SuggestedOption], plan: _Plan) -> str:
    talked = [key for k, key in plan.options.items() if _is_term(reading, options[k])]
    if len(talked) < 2:
        return ""
    return f"package:   {FILL}: what can be put on the table together\n  " + in_lines({"terms": talked}, 2) + "\n"


def _is_term(reading: Reading, option: SuggestedOption) -> bool:
    act = reading.acts[option.act]
    yields = act.type is ActType.CONCEDE and act.condition is not None
    return option.term is not None or act.type is ActType.OFFER or yields


def _timeline(
    reading: Reading, events: Sequence[SuggestedEvent], options: Sequence[SuggestedOption], plan: _Plan
) -> str:
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


def _start(options: Sequence[SuggestedOption], plan: _Plan, played: set[str]) -> str:
    """What is done today and no entry of the timeline sets was so before."""
    before = {key: "yes" for k, key in plan.options.items() if options[k].taken and key not in played}
    return in_lines({"start": before}, 0) + "\n" if before else ""


def _sets(event: SuggestedEvent, options: Sequence[SuggestedOption], plan: _Plan, played: set[str]) -> dict[str, str]:
    found = {
        key: "yes"
        for k, key in plan.options.items()
        if options[k].taken and options[k].act == event.act and options[k].party == event.by and key not in played
    }
    played |= set(found)
    return found


def _terms(
    reading: Reading, place: int, events: Sequence[SuggestedEvent], options: Sequence[SuggestedOption], plan: _Plan
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


def _deadlines(
    reading: Reading, options: Sequence[SuggestedOption], events: Sequence[SuggestedEvent], plan: _Plan
) -> str:
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


def _option_meant(title: str, party: str | None, options: Sequence[SuggestedOption], plan: _Plan) -> str | None:
    """The option of the one who must act that a deadline's demand means."""
    from offramp.api.reading_suggested import alike

    for k, key in plan.options.items():
        if party in (None, options[k].party) and alike(title, options[k].title):
            return key
    return None


def _suggestions(options: Sequence[SuggestedOption], plan: _Plan) -> str:
    """Options that the model has not: more than can be solved at once, or of those who decide little."""
    entries: dict[str, Any] = {}
    for number, k in enumerate(plan.left, start=1):
        dm = plan.id_of(options[k].party)
        if dm is not None:
            option = {"of": dm, "id": fresh_id(options[k].title, set()), "title": options[k].title}
            cited = plan.cited(options[k].claims)
            entries[f"option_{number}"] = {"option": option} | ({"evidence": cited} if cited else {})
    return in_lines({"suggestions": entries}, 0) + "\n" if entries else ""


def _to_fill(plan: _Plan, endings: Sequence[DraftEnding]) -> tuple[str, ...]:
    def told() -> Iterator[str]:
        yield f"preferences of {', '.join(plan.deciders.values())}: what each wants, most important first"
        if any(ending.own_option for ending in endings):
            yield "others: who decides about " + "; ".join(each.title for each in endings if each.own_option)
        if plan.left:
            yield f"suggestions: {len(plan.left)} options that the draft leaves out of the model"

    return tuple(told())
