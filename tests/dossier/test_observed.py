"""The timeline as acts and words, replayed by hand."""

from pathlib import Path

import pytest

import offramp
from offramp.dossier.observed import observed

RIVER = """
offramp: 1
title: A river
decision_makers:
  up:
    options: {release: Release water, dam: {title: Close the dam, irreversible: taking}, mine: Mine}
    preferences: {basis: assumed, prioritized: [not down.attack]}
  down:
    options: {attack: Attack, talks: Join talks}
    preferences: {basis: assumed, prioritized: [up.release]}
constraints: [{requires: {up.mine: up.dam}}, {never: down.talks and down.attack}]
start: {}
package: {terms: [up.release, down.talks], with: {down.attack: no}, settled_when: up.release}
timeline:
  - {id: raid, date: 2026-01-01, by: down, title: A raid, sets: {attack: yes}}
  - {id: bid, kind: offer, by: up, to: down, title: Water for talks, terms: {release: yes, down.talks: yes}}
  - {id: no_, kind: reject, by: down, offer: bid, title: Turned down}
  - {id: threat, kind: threat, by: up, title: We mine, about: mine}
  - {id: vague, kind: statement, by: up, title: Perhaps, about: dam or release}
  - {id: closed, date: 2026-01-11, by: up, title: The dam, sets: {dam: yes}}
  - {id: gone, kind: lapse, by: up, title: The offer lapses, offer: bid}
"""


def told(tmp_path: Path, text: str = RIVER, words: float = 0.3):
    path = tmp_path / "river.yaml"
    path.write_text(text)
    built = offramp.load(path).built
    return built.conflict, observed(built, words)


def test_acts_and_words_by_hand(tmp_path: Path) -> None:
    conflict, found = told(tmp_path)
    pattern = conflict.space.pattern
    seen = [(o.id, o.by, pattern(o.before), pattern(o.after), o.words, o.weight) for o in found.observations]
    assert seen == [
        ("raid", 1, "NNNNN", "NNNYN", False, 1.0),
        # with the talks the attack must end, as in a settlement
        ("bid", 0, "NNNYN", "YNNNY", True, 0.3),
        ("no_", 1, "YNNNY", "NNNYN", True, 0.3),
        # mining takes the dam: the move of the speaker with the fewest other changes
        ("threat", 0, "NNNYN", "NYYYN", True, 0.3),
        ("closed", 0, "NNNYN", "NYNYN", False, 1.0),
    ]
    assert found.observations[-1].day - found.observations[0].day == 10
    assert found.left_out == ()


def test_what_the_model_cannot_tell_is_left_out_and_said(tmp_path: Path) -> None:
    text = RIVER.replace("title: A raid, sets: {attack: yes}", "title: A raid, sets: {attack: yes, talks: yes}")
    _, found = told(tmp_path, text)
    assert any(line.startswith("raid: down moves from or to what is not a feasible state") for line in found.left_out)


def test_the_weight_of_words_has_a_range(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="words weigh 2; the weight lies between 0"):
        told(tmp_path, words=2.0)
