"""A starting dossier from a reading: complete but for preferences, with FILL where a person has to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from offramp.api.reading_draft_endings import DraftEnding, draft_endings
from offramp.api.reading_draft_plan import FILL, Plan, in_lines
from offramp.api.reading_draft_timeline import deadlines_section, timeline_section
from offramp.api.reading_events import suggested_events
from offramp.api.reading_evidence import evidence_entry
from offramp.api.reading_options import SuggestedOption, suggested_options
from offramp.api.reading_parties import Party, fresh_id, parties
from offramp.api.reading_source import SourceEntry
from offramp.api.reading_suggested import suggested_endings
from offramp.api.reading_words import short
from offramp.dossier.splice import in_line
from offramp.reading.acts.act import ActType
from offramp.reading.reader import Reading

MOST_OPTIONS = 14  # 2 to this power states at most; what is beyond is kept as suggestions


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
        timeline_section(reading, events, options, plan),
        deadlines_section(reading, options, events, plan),
        _suggestions(options, plan),
    ]
    return Draft("\n".join(part for part in parts if part), _to_fill(plan, endings))


def _plan(reading: Reading, options: Sequence[SuggestedOption], source: SourceEntry) -> Plan:
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
    return Plan(deciders, others, named, left, claims)


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
        f"# A draft made by reading a report. {FILL} marks what a person has to decide; offramp review goes through",
        "# the suggested claims. Nothing here has been checked by anybody.",
        "offramp: 1",
        f"title: {in_line(title)}   {FILL}: what the conflict is called",
    ]
    if reading.article.published is not None:
        lines.append(f"as_of: {reading.article.published.isoformat()}   # the day of the report")
    return "\n".join([*lines, "", in_lines({"sources": {source.id: source.entry}}, 0), ""])


def _evidence(reading: Reading, source: SourceEntry, plan: Plan, *, quoting: bool) -> str:
    entries = {
        plan.claims[k]: evidence_entry(reading, claim, source.id, quoting=quoting, spans=source.file is not None)
        | ({"subset_of": plan.claims[claim.subset_of]} if claim.subset_of is not None else {})
        for k, claim in enumerate(reading.claims)
    }
    return in_lines({"evidence": entries}, 0) + "\n" if entries else ""


def _actors(plan: Plan) -> str:
    named = {key: {"name": short(name)} for name, key in plan.others.items()}
    return in_lines({"actors": named}, 0) + "\n" if named else ""


def _deciders(
    options: Sequence[SuggestedOption], plan: Plan, endings: Sequence[DraftEnding], *, quoting: bool, reading: Reading
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


def _state(options: Sequence[SuggestedOption], plan: Plan) -> str:
    taken = {key: "yes" for k, key in plan.options.items() if options[k].taken}
    if not taken:
        return f"status_quo: {{}}   {FILL}: what is done today; what is not named is no\n"
    return "\n".join(
        [f"status_quo:   {FILL}: is all of this still so on the day of the report?", "  " + in_lines(taken, 2), ""]
    )


def _scenarios(endings: Sequence[DraftEnding], plan: Plan) -> str:
    lines = [f"scenarios:   {FILL}: does when: say what each ending means? The first that holds is the state's"]
    for ending in endings:
        entry: dict[str, Any] = {"title": ending.title, "when": ending.when}
        cited = plan.cited(ending.claims)
        entry |= {"evidence": cited} if cited else {}
        entry |= {"why": ending.why} if ending.why else {}
        lines.append("  " + in_lines({ending.id: entry}, 2))
    return "\n".join(lines) + "\n"


def _package(reading: Reading, options: Sequence[SuggestedOption], plan: Plan) -> str:
    talked = [key for k, key in plan.options.items() if _is_term(reading, options[k])]
    if len(talked) < 2:
        return ""
    return f"package:   {FILL}: what can be put on the table together\n  " + in_lines({"terms": talked}, 2) + "\n"


def _is_term(reading: Reading, option: SuggestedOption) -> bool:
    act = reading.acts[option.act]
    yields = act.type is ActType.CONCEDE and act.condition is not None
    return option.term is not None or act.type is ActType.OFFER or yields


def _suggestions(options: Sequence[SuggestedOption], plan: Plan) -> str:
    """Options that the model has not: more than can be solved at once, or of those who decide little."""
    entries: dict[str, Any] = {}
    for number, k in enumerate(plan.left, start=1):
        dm = plan.id_of(options[k].party)
        if dm is not None:
            option = {"of": dm, "id": fresh_id(options[k].title, set()), "title": options[k].title}
            cited = plan.cited(options[k].claims)
            entries[f"option_{number}"] = {"option": option} | ({"evidence": cited} if cited else {})
    return in_lines({"suggestions": entries}, 0) + "\n" if entries else ""


def _to_fill(plan: Plan, endings: Sequence[DraftEnding]) -> tuple[str, ...]:
    def told() -> Iterator[str]:
        yield f"preferences of {', '.join(plan.deciders.values())}: what each wants, most important first"
        if any(ending.own_option for ending in endings):
            yield "others: who decides about " + "; ".join(each.title for each in endings if each.own_option)
        if plan.left:
            yield f"suggestions: {len(plan.left)} options that the draft leaves out of the model"

    return tuple(told())
