"""Expressions, states, steps and the ledger in words."""

import pytest

from offramp.brief.content import BriefContent
from offramp.brief.expressions import expression_words
from offramp.brief.grouping import blocks
from offramp.brief.ledger import quantity_words, web_address
from offramp.brief.phrases import block_name, state_name
from offramp.brief.steps import move_words
from offramp.dossier.model_evidence import Quantity
from offramp.logic.parse import parse


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("upstream.release", "“Release water” (Upstream ministry)"),
        ("not upstream.dam", "not “Close the dam” (Upstream ministry)"),
        ("downstream.attack if upstream.dam", "“Attack”, if “Close the dam” (Upstream ministry)"),
        ("downstream.attack iff calm", "“Attack” exactly when ‘calm’"),
        ("not (downstream.attack or downstream.talks)", "neither “Attack” nor “Join talks”"),
        (
            "downstream.talks and (downstream.attack or upstream.dam)",
            "“Join talks” and (“Attack” or “Close the dam” (Upstream ministry))",
        ),
    ],
)
def test_expressions_in_words(river, text: str, words: str) -> None:
    assert expression_words(river.conflict, parse(text), speaker=1) == words


def test_a_states_name_says_what_differs_from_today(river) -> None:
    conflict = river.conflict
    assert state_name(conflict, conflict.status_quo) == "As today"
    state = conflict.space.find(0b01010)
    assert state_name(conflict, state) == "As today, but Upstream ministry: Close the dam. Downstream army: Attack"


def test_a_merged_row_says_what_may_be_either_way(river) -> None:
    conflict = river.conflict
    (block,) = blocks(conflict, [conflict.space.find(0b01000), conflict.space.find(0b11000)])
    assert block_name(conflict, block) == (
        "As today, but Downstream army: Attack. Either way: “Join talks” (Downstream army)"
    )


def test_a_move_says_what_is_taken_and_what_is_given_up(river) -> None:
    conflict = river.conflict
    assert move_words(conflict, conflict.space.find(0b01000), conflict.space.find(0b10000)) == (
        "“Join talks”, no longer “Attack”"
    )


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(min=15, max=15, of="minutes"), "15 minutes"),
        (Quantity(max=3, of="boats"), "at most 3 boats"),
        (Quantity(min=1_500_000, max=2_000_000, of="people"), "1,500,000 to 2,000,000 people"),
    ],
)
def test_quantities(quantity: Quantity, words: str) -> None:
    assert quantity_words(quantity) == words


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", None])
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_the_ledger_keeps_the_chain_and_the_dispute(river_brief: BriefContent) -> None:
    offered, denied, patrol, unused = river_brief.ledger.claims
    assert offered.chain == ("The agency", "an official and a diplomat")
    assert offered.relays == ("A broadcaster",)
    assert offered.caution == ("reportedly",)
    assert denied.caution == ("if quoted rightly",)
    assert patrol.part_of == offered.number
    assert (unused.cited, unused.status) == (0, "suggested")
    assert river_brief.ledger.disputes == ((offered, denied),)


def test_idle_options_are_named(river_brief: BriefContent) -> None:
    """Nobody cares about the hymn. Talks can be joined only in calm, which turns on no preference: idle too."""
    assert river_brief.idle == ("Sing a hymn", "Join talks")
