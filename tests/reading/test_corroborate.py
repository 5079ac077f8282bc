"""The same claim in several reports: what is the same, and how many origins it has."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.reading.claim_words import content_words
from offramp.reading.copies import copies
from offramp.reading.corroborate import OVERLAP, ReportClaim, corroborate, likeness, rarest, same_name


def claim(content: str, report: str = "a", **rest: object) -> ReportClaim:
    return ReportClaim(report, "1", content, f"{report.upper()} News", **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The port authority will reopen the north quay on Monday",
            "the authority of the port would reopen the north quay",
        ),
        ("at least 80 ships are waiting outside the harbour", "80 ships waiting outside the harbour"),
        ("the dockers demanded an amnesty for their leaders", "dockers demand amnesty for leaders"),
        ("twelve ministers resigned over the port deal", "12 ministers resigned over the port deal"),
        (
            "The council rejected the dockers’ request for talks",
            "the council had rejected the dockers' request for talks",
        ),
    ],
)
def test_the_same_claim_in_other_words(one: str, other: str) -> None:
    assert likeness(claim(one), claim(other, "b")) > 0
    assert likeness(claim(other, "b"), claim(one)) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the port authority will reopen the north quay", "the port authority will not reopen the north quay"),
        (
            "the port authority accepted the dockers' latest offer",
            "the port authority rejected the dockers' latest offer",
        ),
        ("80 ships are waiting outside the harbour", "120 ships are waiting outside the harbour"),
        ("the minister resigned over the port deal", "the minister stayed in office over the port deal"),
        ("the port authority will reopen the north quay", "the harbour master fears a storm"),
        ("talks", "talks"),  # too few words to say that anything is the same
        ("", ""),
    ],
)
def test_claims_that_differ(one: str, other: str) -> None:
    assert likeness(claim(one), claim(other, "b")) == 0


def test_dates_must_be_able_to_be_the_same() -> None:
    words = "the council met the dockers at the town hall"
    november = (date(2025, 11, 1), date(2025, 11, 30))
    first, last = (date(2025, 11, 28),) * 2, (date(2025, 12, 3),) * 2
    assert likeness(claim(words, dates=november), claim(words, "b", dates=first)) > 0
    assert likeness(claim(words, dates=november), claim(words, "b", dates=last)) == 0
    assert likeness(claim(words, dates=first), claim(words, "b")) > 0


def test_half_of_the_words_in_common_are_not_enough_where_the_rest_is_the_longer_part() -> None:
    one, other = "ships met ice: reorganisation", "ships met ice: counterdemonstration, indemnification"
    shared = content_words(one).stems & content_words(other).stems
    assert len(shared) >= OVERLAP * len(content_words(one).stems | content_words(other).stems)
    assert likeness(claim(one), claim(other, "b")) == 0


def test_a_pronoun_means_whoever_speaks() -> None:
    words = "he would leave the country within a month"
    one, other = claim(words, origins=("Nicolás Maduro",)), claim(words, "b", origins=("Donald Trump",))
    assert likeness(one, other) == 0
    assert likeness(one, replace(other, origins=("Maduro",))) > 0
    named = "the minister would leave the country within a month"
    assert likeness(replace(one, content=named), replace(other, content=named)) > 0


WORDS = "the port authority offered the dockers an amnesty"


def origins(*claims: ReportClaim, copied: dict[str, int] | None = None) -> list[set[str]]:
    (cluster,) = corroborate(claims, copied)
    assert cluster.claims == tuple(range(len(claims)))
    return [set(origin.names) for origin in cluster.origins]


def test_two_outlets_that_cite_the_same_agencys_sources_are_one_origin() -> None:
    one = claim(WORDS, "a", origins=("four sources familiar with the call",), anonymous=True, relays=("Reuters",))
    other = claim(WORDS, "b", origins=("people with knowledge of the call",), anonymous=True, relays=("Reuters",))
    assert len(origins(one, other)) == 1


def test_an_agency_and_its_sources_are_one_origin() -> None:
    one = claim(WORDS, "a", origins=("four sources",), anonymous=True, relays=("Reuters",))
    other = claim(WORDS, "b", origins=("Reuters",))
    assert len(origins(one, other)) == 1


def test_unnamed_sources_of_two_outlets_are_two_origins() -> None:
    one = claim(WORDS, "a", origins=("two officials",), anonymous=True)
    other = claim(WORDS, "b", origins=("two officials",), anonymous=True)
    assert len(origins(one, other)) == 2


def test_a_name_is_one_origin_wherever_it_is_quoted() -> None:
    one = claim(WORDS, "a", origins=("Nicolás Maduro",))
    other = claim(WORDS, "b", origins=("President Maduro",), relays=("Reuters",))
    third = claim(WORDS, "c", origins=("Ana Ruiz",))
    assert origins(one, other, third) == [{"Nicolás Maduro", "President Maduro"}, {"Ana Ruiz"}]


def test_sources_in_parallel_are_several_origins() -> None:
    assert len(origins(claim(WORDS, origins=("Ana Ruiz", "Lev Orlov")))) == 2


def test_a_report_in_its_own_voice_is_an_origin_and_copies_of_it_are_the_same() -> None:
    one, other = claim(WORDS, "a"), claim(WORDS, "b")
    assert len(origins(one, other)) == 2
    assert len(origins(one, other, copied={"a": 0, "b": 0})) == 1
    assert len(origins(one, claim(WORDS, "c", origins=("A News",)))) == 1


def test_groups_come_in_order_and_each_claim_is_in_one() -> None:
    other = "at least 80 ships are waiting outside the harbour"
    found = corroborate([claim(WORDS), claim(other), claim(WORDS, "b"), claim("it rained all day long", "b")])
    assert [cluster.claims for cluster in found] == [(0, 2), (1,), (3,)]


CLAIMS = st.lists(
    st.lists(
        st.sampled_from(["port", "dock", "ship", "strike", "crew", "tax", "vote", "law"]), min_size=1, max_size=6
    ).map(" ".join),
    max_size=12,
)


@given(CLAIMS)
@settings(deadline=None)
def test_the_index_misses_nothing(contents: list[str]) -> None:
    """Held against a search through all groups."""
    claims = [claim(content, str(place)) for place, content in enumerate(contents)]
    clusters: list[list[int]] = []
    for place, each in enumerate(claims):
        scores = [likeness(claims[cluster[0]], each) for cluster in clusters]
        if scores and max(scores) > 0:
            clusters[scores.index(max(scores))].append(place)
        else:
            clusters.append([place])
    assert [list(found.claims) for found in corroborate(claims)] == clusters


@given(st.sets(st.sampled_from("abcdefghij"), min_size=1), st.sets(st.sampled_from("abcdefghij"), min_size=1))
def test_two_sets_alike_share_one_of_their_rarest(one: set[str], other: set[str]) -> None:
    number = Counter([*one, *other])
    rare = {word: (number[word], word) for word in number}
    if len(one & other) >= OVERLAP * len(one | other):
        assert set(rarest(one, rare)) & set(rarest(other, rare))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Maduro", "Nicolás Maduro", True), ("the White House", "White House", True), ("Ana Ruiz", "Ana Rossi", False)],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_negations_are_counted() -> None:
    assert content_words("it would not deny the ships entry").negated is False
    assert content_words("it wouldn’t let the ships in").negated is True


STORY = " ".join(f"word{number} of the harbour story" for number in range(120))


def test_copies_are_found_whatever_stands_around_them() -> None:
    found = copies(
        {
            "a": STORY,
            "b": f"(Agency) {STORY.upper()} Read more on our pages.",
            "c": " ".join(f"quite{number} another text about boats" for number in range(120)),
            "short": "word1 of the harbour story",
        }
    )
    assert found == {"a": 0, "b": 0}
