"""The ways out in words: every sentence against what the conflict says."""

from pathlib import Path

import pytest

import offramp
from offramp.brief.content import BriefContent
from offramp.brief.html import render_html
from offramp.brief.markdown import render_markdown
from offramp.brief.ways_out import ways_out
from offramp.brief.ways_summary import hollow_words, lasting

EXCHANGE = Path(__file__).parents[1] / "examples" / "exchange.yaml"


def exchange_ways(tmp_path: Path, old: str = "", new: str = ""):
    path = tmp_path / "exchange.yaml"
    path.write_text(EXCHANGE.read_text().replace(old, new) if old else EXCHANGE.read_text())
    built = offramp.load(path).built
    return ways_out(built, built.conflict.combinations(), {})


def test_an_exchange_in_words(tmp_path: Path) -> None:
    ways = exchange_ways(tmp_path)
    (case,) = ways.cases
    (offer,) = case.offers
    assert (
        case.zone
        == "Of 1 package, 1 is acceptable to all parties; 1 is such that no other is better for one and worse for none"
    )
    assert [(each.party, each.accepted, each.of) for each in case.acceptance] == [("Seller", 1, 1), ("Buyer", 1, 1)]
    assert offer.refused_by == ()
    assert offer.holds == "under GMR, SMR, SEQ and SSEQ"
    assert offer.breaks[0] == (
        "Seller leaves the settlement, at the cost of Buyer: no longer “Ship the goods”; "
        "deterred under GMR, SMR, SEQ and SSEQ"
    )
    assert offer.plan.steps == ("Buyer: “Pay for them”", "Seller: “Ship the goods”")
    assert offer.commitment == (
        "Step by step, where what comes one step later counts 0.9: no party would rather grab than comply; "
        "so it is from 0.50 on"
    )
    assert lasting([""], ways) == {"The buyer offers to pay on delivery": "If it were settled, it would hold."}
    # with the goods in hand the buyer gains by keeping its money, but the seller would take them back
    (word,) = ways.announced
    assert (
        word.verdicts == (("", "Would gain by it, but is deterred by what the others would answer"),) or word.verdicts
    )
    assert [each.who for each in ways.dilemmas] == ["Seller", "Buyer"]


def test_a_bound_hand_can_free_the_other(tmp_path: Path) -> None:
    """A buyer who never cares for the goods breaks undeterred. Bound for good it could not take its money back either,
    which is what keeps the seller to its word: so that alone does not do, where a bar on breaking does."""
    ways = exchange_ways(tmp_path, "prioritized: [seller.ship, not pay]", "prioritized: [not pay]")
    (offer,) = ways.cases[0].offers
    assert offer.holds_as_asked is False
    assert offer.smallest == "every move of Buyer that departs from the package is barred"
    assert "Buyer grants “Pay for them” for good" not in offer.repairs
    assert lasting([""], ways)[offer.title] == "If it were settled, Buyer would break it, unless bound by guarantees."


def test_words_that_would_not_be_kept(tmp_path: Path) -> None:
    ways = exchange_ways(tmp_path, "prioritized: [seller.ship, not pay]", "prioritized: [not pay]")
    told = hollow_words(ways.announced)
    assert told is not None
    assert "“The buyer offers to pay on delivery” (promise of Buyer)" in told


def test_no_package_no_ways(tmp_path: Path) -> None:
    text = EXCHANGE.read_text()
    path = tmp_path / "bare.yaml"
    path.write_text(text[: text.index("package:")])
    built = offramp.load(path).built
    ways = ways_out(built, built.conflict.combinations(), {})
    assert ways.cases == ()
    assert ways.announced == ()
    assert not ways.empty  # each side still has a choice


def test_a_reservation_value_out_of_range_is_said_in_the_brief(tmp_path: Path) -> None:
    with pytest.raises(offramp.dossier.problems.DossierError):
        exchange_ways(tmp_path, "package:\n", "package:\n  reservation: {buyer: 7}\n")


def test_the_venezuelan_offers(venezuela_brief: BriefContent) -> None:
    """What the report asks: who refuses or breaks each offer, what repairs it, and why no order of steps stands."""
    offers = dict(venezuela_brief.offer_outlooks)
    four = offers["Maduro offers to go against four guarantees"]
    passage = offers["Trump offers safe passage instead, to be taken by 28 November"]
    for _, outlook in four:
        assert outlook.refused_by == ("Washington", "International Criminal Court")
        assert outlook.breakers == ("Washington", "International Criminal Court")
        assert outlook.plan.steps is None
        assert any("is exposed" in line and "Step down" in line for line in outlook.delivery)
        assert any(line.startswith("Can be taken back") and "amnesty" in line for line in outlook.delivery)
    for _, outlook in passage:
        assert outlook.refused_by == ("Maduro and his inner circle", "Ruling elite and armed forces")
    for text in (render_html(venezuela_brief), render_markdown(venezuela_brief)):
        assert "Threats and promises: would they be kept?" in text
        assert "No order of the steps stands" in text
        assert "The dilemma of each side" in text
