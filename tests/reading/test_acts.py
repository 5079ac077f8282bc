"""Acts: what parties do to each other, sentence by sentence. Each expectation is what a reader of the sentence says."""

from dataclasses import fields
from datetime import date

import pytest

from offramp.reading.acts.act import PLOVER, Act, ActType
from offramp.reading.acts.find import acts
from offramp.reading.acts.lexicon import lexicon
from offramp.reading.article import Article
from offramp.reading.ingest import from_text
from offramp.reading.span import Span
from offramp.reading.structure import structure

Told = tuple[str, str | None, str | None]


def article(text: str) -> Article:
    return from_text(text, published=date(2026, 5, 18))


def read(text: str) -> tuple[Article, tuple[Act, ...]]:
    made = article(text)
    return made, acts(made, structure(made))


def told(text: str) -> list[Told]:
    """Type, actor and target of each act."""
    made, found = read(text)
    return [
        (act.type.value, act.actor and made.words(act.actor), act.target and made.words(act.target)) for act in found
    ]


def only(text: str) -> tuple[Article, Act]:
    made, found = read(text)
    assert len(found) == 1, found
    return made, found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kell offered Varga a joint patrol.", ("offer", "Kell", "Varga")),
        ("The company offered a rise to the union.", ("offer", "The company", "the union")),
        ("The union demanded a rise of 9 per cent.", ("demand", "The union", None)),
        ("The rebels made two demands of the government.", ("demand", "The rebels", "the government")),
        ("Norland rejected the proposal.", ("reject", "Norland", None)),
        ("The plan was turned down by the army.", ("reject", "the army", None)),
        ("Norland did not accept.", ("reject", "Norland", None)),
        ("Norland accepted the plan.", ("accept", "Norland", None)),
        ("The general threatened to bomb the port.", ("threaten", "The general", None)),
        ("The president pledged to resist.", ("promise", "The president", None)),
        ("The rebels released ten soldiers.", ("concede", "The rebels", "ten soldiers")),
        ("The army withdrew from the border.", ("withdraw", "The army", None)),
        ("The minister accused the rebels of piracy.", ("accuse", "The minister", "the rebels")),
        ("The ministry condemned the raid.", ("denounce", "The ministry", None)),
        ("His government files complaints against Norland.", ("denounce", "His government", "Norland")),
        ("Sudland has designated the group as a terrorist organization.", ("designate", "Sudland", "the group")),
        ("Sudland imposed sanctions on the bank.", ("sanction", "Sudland", "the bank")),
        ("The navy blockaded the harbour.", ("coerce", "The navy", None)),
        ("Sudland declared the airspace closed.", ("coerce", "Sudland", None)),
        ("Norland deployed six warships.", ("mobilize", "Norland", None)),
        ("The air force bombed two villages.", ("assault", "The air force", None)),
        ("Rebels attacked the army.", ("assault", "Rebels", "the army")),
        ("The two presidents met with Kell.", ("consult", "The two presidents", "Kell")),
        ("Norland has requested another call with Kell.", ("request", "Norland", "Kell")),
        ("The ministry urged both sides to wait.", ("request", "The ministry", "both sides")),
    ],
)
def test_an_act_has_its_type_its_actor_and_its_target(text: str, expected: Told) -> None:
    assert told(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "When asked whether the ship had left, Kell smiled.",
        "The offer stands.",
        "Kell wants to seek to understand.",
        "They struck a balance.",
        "The price of grain rose on Friday.",
        "Varga warned that the incident may be a crime.",
    ],
)
def test_what_is_no_act_is_not_read_as_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norland bombed the port.", "done"),
        ("Norland will bomb the port.", "intended"),
        ("Norland vowed to bomb the port.", "intended"),
        ("Norland could bomb the port.", "possible"),
        ("Norland considers bombing the port.", "done"),
        ("It is unclear whether Norland bombed the port.", "possible"),
        ("The rebels asked Norland to bomb the port.", "asked"),
        ("The minister said that strikes would begin, and the army would bomb the port.", "possible"),
    ],
)
def test_an_act_is_done_announced_possible_or_asked(text: str, modality: str) -> None:
    made, found = read(text)
    bombs = [act for act in found if "bomb" in made.words(act.cue)]
    if text == "Norland considers bombing the port.":
        assert all(act.modality == "possible" for act in bombs)
    else:
        assert [act.modality for act in bombs] == [modality]


def test_what_is_weighed_is_possible_and_not_done() -> None:
    made, act = only("The palace weighs possible ground operations against the rebels.")
    assert (act.type, act.modality) == (ActType.ASSAULT, "possible")
    assert made.words(act.actor or Span(0, 0)) == "The palace"


def test_a_negated_act_is_told_as_not_done() -> None:
    _, act = only("The army did not attack the rebels.")
    assert act.negated


def test_bullets_become_the_terms_of_the_demand_that_introduces_them() -> None:
    text = "The sources say Varga made two demands:\n- A written pledge.\n- The release of 41 fishermen.\nKell left.\n"
    made, act = only(text)
    assert act.type is ActType.DEMAND
    assert [made.words(term) for term in act.terms] == ["A written pledge", "The release of 41 fishermen"]


def test_the_condition_of_an_offer_is_kept_apart_from_it() -> None:
    made, found = read("Varga said that she was ready to lift the blockade, but only in return for guarantees.")
    act = next(act for act in found if act.type is ActType.CONCEDE)
    assert act.condition is not None
    assert made.words(act.condition).endswith("in return for guarantees")
    assert act.content is not None
    assert made.words(act.content) == "the blockade"


def test_the_subject_reaches_over_inserted_clauses_and_second_verbs() -> None:
    assert told("Kell, who leads the army, rejected the plan.")[0][:2] == ("reject", "Kell")
    assert [each[:2] for each in told("The navy seized two ships and deployed six frigates.")] == [
        ("coerce", "The navy"),
        ("mobilize", "The navy"),
    ]
    assert told("It was a move Norland denounced as a breach of the treaty.")[0][:2] == ("denounce", "Norland")


def test_a_strike_of_workers_is_a_protest_and_one_of_an_army_is_not() -> None:
    assert told("The union called a strike.")[0][0] == "protest"
    assert told("The army launched a strike on the rebels.")[0][0] == "assault"


def test_every_type_has_its_event_of_plover_and_every_entry_a_known_type() -> None:
    assert set(PLOVER) == set(ActType)
    for entries in lexicon().verbs.values():
        assert entries
    assert {kind for _, kind in lexicon().nouns} <= set(ActType)


def test_every_span_lies_in_the_article_and_within_its_sentence() -> None:
    text = (
        "Kell offered Varga a joint patrol. The navy seized two ships, deployed six frigates and threatened islands. "
        "She rejected it, he said."
    )
    made, found = read(text)
    assert len(found) >= 4
    for act in found:
        for field in fields(act):
            value = getattr(act, field.name)
            if isinstance(value, Span):
                assert 0 <= value.start < value.end <= len(text)
        sentence = structure(made).sentence_of(act.cue)
        assert sentence is not None
        assert sentence.contains(act.span)
