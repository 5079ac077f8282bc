"""Where a suggestion goes when it is accepted."""

from collections.abc import Iterator
from typing import Any

from offramp.dossier.load import LoadedDossier
from offramp.dossier.model_suggestions import Suggestion
from offramp.dossier.model_timeline import Event
from offramp.dossier.save import Edit


def put_in_place(loaded: LoadedDossier, name: str, each: Suggestion, words: str | None) -> Iterator[Edit]:
    """Yield the edits that put a suggestion where it belongs and take it off the list."""
    model = loaded.model
    known = {*model.decision_makers, *model.actors}
    accepted = [key for key in each.evidence if key in model.evidence]
    entry = _entry(loaded, name, words)
    if each.option is not None:
        if each.option.of not in model.decision_makers:
            yield from _new_decision_maker(loaded, each.option.of, each.parties.get(each.option.of))
        option = {"title": entry["title"], **({"evidence": accepted} if accepted else {})}
        yield Edit(("decision_makers", each.option.of, "options", each.option.id), option)
    else:
        for party, called in each.parties.items():
            if party not in known and each.scenario is None:
                yield Edit(("actors", party), {"name": called})
    based = {"evidence": accepted} if accepted else {}
    if each.event is not None:
        yield _event_edit(loaded, {**entry, **based}, each.event)
    elif each.deadline is not None:
        yield _listed(loaded, "deadlines", {**entry, **based})
    elif each.scenario is not None:
        yield from _scenario_edits(loaded, each.scenario.id, {"title": entry["title"], **based})
    yield Edit(("suggestions", name), remove=True)


def _new_decision_maker(loaded: LoadedDossier, dm: str, called: str | None) -> Iterator[Edit]:
    """Make a decision maker of somebody new, or of one who had no option so far."""
    actor = loaded.model.actors.get(dm)
    if actor is not None:
        yield Edit(("actors", dm), remove=True)
        called = actor.name or called
    yield Edit(("decision_makers", dm, "name"), called or dm)


def _entry(loaded: LoadedDossier, name: str, words: str | None) -> dict[str, Any]:
    """Return the entry of a suggestion as it stands in the file, with another title where one is given."""
    from offramp.dossier.yaml_tree import to_data

    each = loaded.model.suggestions[name]
    kind = next(key for key in Suggestion.alternatives if getattr(each, key) is not None)
    node = loaded.document.node("suggestions", name, kind)
    assert node is not None  # the model was made from it
    entry = dict(to_data(node))
    return {**entry, **({"title": words} if words else {})}


def _listed(loaded: LoadedDossier, section: str, entry: dict[str, Any]) -> Edit:
    size = len(getattr(loaded.model, section))
    if size:
        return Edit((section, size), entry)
    return Edit((section,), [entry])


def _event_edit(loaded: LoadedDossier, entry: dict[str, Any], event: Event) -> Edit:
    """Put an event behind the last that is not later, so that the timeline stays oldest first."""
    timeline = loaded.model.timeline
    if event.date is None:
        return _listed(loaded, "timeline", entry)
    later = [k for k, old in enumerate(timeline) if old.date is not None and old.date.first > event.date.first]
    return Edit(("timeline", later[0]), entry, insert=True) if later else _listed(loaded, "timeline", entry)


def _scenario_edits(loaded: LoadedDossier, name: str, entry: dict[str, Any]) -> Iterator[Edit]:
    """Add an ending before one that takes all the rest; nothing says yet when it holds, so that it never does."""
    options = [f"{dm}.{key}" for dm, party in loaded.model.decision_makers.items() for key in party.options]
    never = f"{options[0]} and not {options[0]}" if options else "otherwise"
    made = {**entry, "when": never, "why": "FILL: say in when: what this ending means; as it stands it never holds"}
    last = next((key for key, each in loaded.model.scenarios.items() if each.when == "otherwise"), None)
    if last is None:
        yield Edit(("scenarios", name), made)
    else:
        yield Edit(("scenarios", last), {name: made}, insert=True)
