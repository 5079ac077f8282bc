"""Threats, promises, deliveries and dilemmas as JSON."""

from typing import Any

from offramp.api.solved import types_json
from offramp.conflict.model import Conflict
from offramp.dossier.announcements import Announcement
from offramp.settlement.commitments import Word
from offramp.settlement.delivery import Delivery
from offramp.settlement.threats import KeptWord
from offramp.settlement.wrong_guess import WrongGuess


def announced_json(conflict: Conflict, said: Announcement, found: KeptWord) -> dict[str, Any]:
    """Return a threat or promise, and for each type of its maker what becomes of it."""
    return {
        "id": said.id,
        "title": said.title,
        "kind": said.kind,
        "by": conflict.decision_makers[said.by].id,
        "act": {conflict.options[option].id: "Y" if taken else "N" for option, taken in said.act.items()},
        "due": conflict.space.pattern(said.state),
        "otherwise": None if said.otherwise is None else conflict.space.pattern(said.otherwise),
        "types": [_word(conflict, word) for word in found.due],
        "in_any_case": [_word(conflict, word) for word in found.anyway],
        "probability": {concept.value: found.probability(concept) for concept in found.concepts},
    }


def _word(conflict: Conflict, word: Word) -> dict[str, Any]:
    return {
        "type": word.type_id,
        "weight": word.weight,
        "levels": word.levels,
        "standing": {concept.value: standing.value for concept, standing in word.standing.items()},
        "first_choice": {concept.value: word.first_choice(concept) for concept in word.standing},
        "instead": None if word.instead is None else conflict.space.pattern(word.instead),
    }


def delivery_json(conflict: Conflict, found: Delivery) -> list[dict[str, Any]]:
    """Return every part of a package: whose it is, whether it can be done, and taken back."""
    return [
        {
            "option": conflict.options[part.option].id,
            "to": "Y" if part.taken else "N",
            "owner": None if part.owner is None else conflict.decision_makers[part.owner].id,
            "at_table": part.at_table,
            "due": part.due,
            "deliverable": part.deliverable,
            "waits": part.waits,
            "final": part.final,
        }
        for part in found.parts
    ]


def guess_json(found: WrongGuess) -> dict[str, Any]:
    """Return the choices of a decision maker, what each comes to at worst, which are safe, and what a guess costs."""
    conflict = found.conflict
    labels = [conflict.space.label(state) for state in found.choices.tolist()]
    return {
        "dm": conflict.decision_makers[found.dm].id,
        "types": types_json(conflict, found.combinations[0]),
        "unknown": [conflict.decision_makers[dm].id for dm in found.unknown],
        "cases": [types_json(conflict, each) for each in found.combinations],
        "choices": [
            {"to": label, "stays": int(state) == found.state, "worst_levels": worst.tolist()}
            for label, state, worst in zip(labels, found.choices, found.outcome, strict=True)
        ],
        "n_choices": found.n_choices,
        "safe": [labels[k] for k in found.safe],
        "best_guess": [labels[k] for k in found.guess],
        "levels_lost": found.levels_lost.tolist(),
    }
