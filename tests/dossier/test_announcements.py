"""Offers, threats and promises of a timeline, as terms and acts of the conflict."""

from pathlib import Path

import offramp
from offramp.dossier.announcements import announcements_of
from offramp.dossier.offers import offers_of

RIVER = """
offramp: 1
title: A river
decision_makers:
  up:
    options: {release: Release water, dam: {title: Close the dam, irreversible: taking}}
    preferences: {basis: assumed, prioritized: [not down.attack]}
  down:
    options: {attack: Attack, talks: Join talks}
    preferences: {basis: assumed, prioritized: [up.release]}
constraints: [{requires: {down.talks: up.release}}, {never: down.talks and down.attack}]
status_quo: {down.attack: yes}
package: {terms: [up.release, down.talks], with: {down.attack: no}, settled_when: up.release}
timeline:
  - {id: bid, kind: offer, by: up, to: down, title: Water for talks, terms: {release: yes, down.talks: yes}}
  - {id: press, kind: demand, by: down, to: up, title: Release!, terms: {up.release: yes}}
  - {id: dam, kind: threat, by: up, to: down, title: We close the dam, about: dam}
  - {id: word, kind: promise, by: down, title: No more attacks, about: not attack}
  - {id: noise, kind: statement, by: up, title: Nothing}
  - {id: cond, kind: threat, by: up, to: down, title: The dam if you talk,
     about: "dam if down.talks and up.release and not down.attack"}
  - {id: other, kind: threat, by: up, to: down, title: Either way, about: dam or release}
deadlines:
  - {date: 2026-01-01, by: down, to: up, demands: up.release, threat: {down.attack: yes}}
"""


def built(tmp_path: Path):
    path = tmp_path / "river.yaml"
    path.write_text(RIVER)
    return offramp.load(path).built


def test_offers_have_the_terms_of_both_sides(tmp_path: Path) -> None:
    made = offers_of(built(tmp_path))
    assert [(each.id, each.kind, each.by, each.to, dict(each.terms)) for each in made] == [
        ("bid", "offer", (0,), (1,), {0: True, 3: True}),
        ("press", "demand", (1,), (0,), {0: True}),
    ]


def test_what_was_said_comes_due_somewhere(tmp_path: Path) -> None:
    dossier = built(tmp_path)
    pattern = dossier.conflict.space.pattern
    found = {
        each.id: (
            each.kind,
            each.by,
            dict(each.act),
            pattern(each.state),
            None if each.otherwise is None else pattern(each.otherwise),
            each.afterwards,
        )
        for each in announcements_of(dossier)
    }
    assert found == {
        # talks need the water first: the offer comes due today, and the talks are to follow
        "bid": ("promise", 0, {0: True}, "NNYN", None, (3,)),
        # the demand that came before is the maker's own offer of water for talks, which needs the attack to end
        "dam": ("threat", 0, {1: True}, "NNYN", None, ()),
        # comes due where the condition has come about
        "cond": ("threat", 0, {1: True}, "YNNY", "NNYN", ()),
        "word": ("promise", 1, {2: False}, "NNYN", None, ()),
        "deadline 1": ("threat", 1, {2: True}, "NNYN", "YNYN", ()),
    }


def test_graph_form_announces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "graph.yaml"
    path.write_text(
        "offramp: 1\ntitle: G\nstates: {calm: Calm, war: War}\ndecision_makers:\n  a:\n    moves: [[calm, war]]\n"
        "    preferences: {basis: assumed, ranking: [calm, war]}\n"
        "  b:\n    preferences: {basis: assumed, ranking: [war, calm]}\n"
        "status_quo: calm\n"
    )
    assert announcements_of(offramp.load(path).built) == ()
