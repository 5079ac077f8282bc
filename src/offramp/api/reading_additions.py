"""What a reading adds to a dossier: claims that it has not, and suggestions that do not stand in it in any form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offramp.api.reading_events import SuggestedEvent, suggested_events
from offramp.api.reading_evidence import evidence_entry
from offramp.api.reading_options import alike, suggested_options
from offramp.api.reading_parties import fresh_id, known_parties, parties
from offramp.api.reading_same import corroboration
from offramp.api.reading_source import SourceEntry
from offramp.api.reading_suggested import suggested_deadlines, suggested_endings
from offramp.dossier.model import Dossier
from offramp.dossier.model_evidence import Claim as LedgerClaim
from offramp.dossier.model_timeline import Event
from offramp.reading.claims import Claim
from offramp.reading.reader import Reading

BASED_ON = 3  # claims cited by a suggestion, at most


class Additions:
    """What is to be added.

    Attributes
    ----------
    entries, suggestions
        New entries of the ledger and new suggestions, by their ids.
    known
        Number of claims of the report that the dossier has already.
    corroborating, repeating
        New claims that say the same as an older one, from another origin or from the same, with the older one's id.
    """

    def __init__(self, reading: Reading, model: Dossier, source: SourceEntry, quoting: bool) -> None:
        self._reading, self._model, self._source, self._quoting = reading, model, source, quoting
        self._ids: dict[int, str] = {}
        self.entries: dict[str, dict[str, Any]] = {}
        self.corroborating: dict[str, str] = {}
        self.repeating: dict[str, str] = {}
        self.known = 0
        self._add_claims()
        self.suggestions = dict(self._suggestions())

    # claims

    def _add_claims(self) -> None:
        older = {name: claim for name, claim in self._model.evidence.items() if claim.source == self._source.id}
        used = set(self._model.evidence)
        for place, claim in enumerate(self._reading.claims):
            entry = evidence_entry(
                self._reading, claim, self._source.id, quoting=self._quoting, spans=self._source.file is not None
            )
            same = next((name for name, old in older.items() if self._is(old, claim, entry)), None)
            if same is not None:
                self._ids[place] = same
                self.known += 1
                continue
            name = fresh_id(f"{self._source.id} {place + 1}", used)
            self._ids[place] = name
            self.entries[name] = entry
        for place, claim in enumerate(self._reading.claims):
            if claim.subset_of is not None and self._ids[place] in self.entries:
                self.entries[self._ids[place]]["subset_of"] = self._ids[claim.subset_of]
        self._corroborate()

    def _is(self, old: LedgerClaim, claim: Claim, entry: Mapping[str, Any]) -> bool:
        """Whether an entry of the ledger is this claim: at the same place, or in the same words."""
        passage = claim.passage
        if old.span is not None and old.span == (passage.start, passage.end):
            return True
        if old.quote is not None and old.quote == entry.get("quote", self._reading.article.words(passage)):
            return old.span is None or not self._source.file
        return old.claim is not None and old.claim == entry.get("claim")

    def _corroborate(self) -> None:
        added = {name: self._reading.claims[place] for place, name in self._ids.items() if name in self.entries}
        for name, (older, is_new_origin) in corroboration(self._reading, self._source.id, added, self._model).items():
            entry = self.entries[name]
            if is_new_origin:
                self.corroborating[name] = older
                self.entries[name] = entry | {"supports": [older], "why": "the same claim from another origin"}
            else:
                self.repeating[name] = older
                self.entries[name] = entry | {"subset_of": older, "why": "the same claim from the same origin"}

    def _cited(self, claims: Sequence[int]) -> list[str]:
        return [self._ids[k] for k in claims if k in self._ids][:BASED_ON]

    # suggestions

    def _suggestions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        used = set(self._model.suggestions)
        self._party_ids = dict(known_parties(self._reading, self._model))
        taken = {*self._model.decision_makers, *self._model.actors, "time"}
        for party in parties(self._reading):
            if party.name not in self._party_ids:
                self._party_ids[party.name] = fresh_id(party.name, taken)
        for kind, entry, cited in (*self._events(), *self._deadlines(), *self._options(), *self._endings()):
            based = {"evidence": cited} if cited else {}
            unknown = self._unknown_parties(entry)
            name = fresh_id(f"{self._source.id} {kind}", used)
            yield name, {kind: entry} | ({"parties": unknown} if unknown else {}) | based

    def _unknown_parties(self, entry: Mapping[str, Any]) -> dict[str, str]:
        names = {key: name for name, key in self._party_ids.items()}
        ids = [entry[key] for key in ("by", "to", "of") if key in entry and entry[key] != "time"]
        return {
            each: names[each]
            for each in ids
            if each not in self._model.decision_makers and each not in self._model.actors and each in names
        }

    def _party(self, name: str | None) -> str | None:
        return "time" if name == "time" else self._party_ids.get(name) if name is not None else None

    def _rejected(self, cited: Sequence[str]) -> bool:
        """Whether all claims that something rests on were rejected."""
        known = [self._model.evidence[name] for name in cited if name in self._model.evidence]
        return bool(known) and len(known) == len(cited) and all(claim.status == "rejected" for claim in known)

    def _same_claims(self, cited: Sequence[str]) -> set[str]:
        """Claims that say the same as those cited, in this report or in an older one."""
        older = {**self.corroborating, **self.repeating}
        return {*cited, *(older[name] for name in cited if name in older)}

    def _events(self) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
        told = suggested_events(self._reading, quoting=self._quoting)
        for event in told:
            cited = self._cited(event.claims)
            if self._rejected(cited) or self._has_event(event, cited):
                continue
            by, to = self._party(event.by), self._party(event.to)
            given = {
                "date": event.date, "title": event.title, "kind": event.kind, "by": by, "to": to if to != by else None,
                "expires": event.expires,
            }  # fmt: skip
            yield "event", {key: value for key, value in given.items() if value}, cited

    def _has_event(self, event: SuggestedEvent, cited: Sequence[str]) -> bool:
        same = self._same_claims(cited)
        suggested = [each.event for each in self._model.suggestions.values() if each.event is not None]
        grounds = {id(each.event): each.evidence for each in self._model.suggestions.values() if each.event is not None}

        def is_it(old: Event) -> bool:
            rests = {*old.evidence, *grounds.get(id(old), ())}
            if old.kind != event.kind:
                return False
            return old.title == event.title or (bool(rests & same) and self._fits(old, event))

        return any(is_it(old) for old in (*self._model.timeline, *suggested))

    def _fits(self, old: Event, event: SuggestedEvent) -> bool:
        """Whether two entries of one kind that rest on the same claim can be one: a claim may tell several acts."""
        by = self._party(event.by)
        return (old.by is None or by is None or by in old.by) and (old.title is None or alike(old.title, event.title))

    def _deadlines(self) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
        known = [
            *self._model.deadlines,
            *(s.deadline for s in self._model.suggestions.values() if s.deadline is not None),
        ]
        for due in suggested_deadlines(self._reading):
            cited = self._cited(due.claims)
            if self._rejected(cited) or any(str(old.date) == due.date for old in known):
                continue
            given = {
                "date": due.date, "title": due.title, "by": self._party(due.by), "to": self._party(due.to),
                "status": "lapsed" if due.lapsed else "open",
            }  # fmt: skip
            yield "deadline", {key: value for key, value in given.items() if value}, cited

    def _options(self) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
        suggested = [each.option for each in self._model.suggestions.values() if each.option is not None]
        for option in suggested_options(self._reading):
            dm, cited = self._party(option.party), self._cited(option.claims)
            if dm is None or self._rejected(cited):
                continue
            known = self._model.decision_makers.get(dm)
            titles = [(each.title or key) for key, each in known.options.items()] if known is not None else []
            titles += [each.title for each in suggested if each.of == dm]
            rests = [each.evidence for each in known.options.values()] if known is not None else []
            if any(alike(title, option.title) for title in titles) or (
                option.term is None and any(set(each) & self._same_claims(cited) for each in rests)
            ):
                continue
            used = set(known.options) if known is not None else set()
            yield "option", {"of": dm, "id": fresh_id(option.title, used), "title": option.title}, cited

    def _endings(self) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
        suggested = [each.scenario for each in self._model.suggestions.values() if each.scenario is not None]
        titles = [each.title or key for key, each in self._model.scenarios.items()] + [each.title for each in suggested]
        used = set(self._model.scenarios)
        for ending in suggested_endings(self._reading):
            cited = self._cited(ending.claims)
            if not self._rejected(cited) and not any(alike(title, ending.title) for title in titles):
                yield "scenario", {"id": fresh_id(ending.title, used), "title": ending.title}, cited
