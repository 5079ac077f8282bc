"""Chains: relays, echoes and venues add no origin, and an origin that comes back is the same one."""

from dataclasses import dataclass

import pytest

from offramp.reading.article import Article
from offramp.reading.chains import Chain, find_chains
from offramp.reading.chains.chain import counted_once
from offramp.reading.grades import suggest_grade
from offramp.reading.ingest import from_text
from offramp.reading.names import find_names
from offramp.reading.span import Span
from reading.reports import read


@dataclass(frozen=True)
class Said:
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...] = ()
    nested_in: int | None = None


def span(text: str, words: str) -> tuple[Span, ...]:
    start = text.index(words)
    return (Span(start, start + len(words)),)


def chains(article: Article, *said: tuple[str, str, int | None]) -> tuple[Chain, ...]:
    attributions = [
        Said(span(article.text, source), span(article.text, cue), (), nested) for source, cue, nested in said
    ]
    return find_chains(article.text, attributions, find_names(article))


def one(text: str, source: str, cue: str) -> Chain:
    return chains(from_text(text), (source, cue, None))[0]


FIVE = "five officials briefed on the Feb. 6 meeting"
LAKES = (
    (f"{FIVE}, cited by the Lake Courier and echoed by several regional broadcasters", "According to five", None),
    ("Oress offered", "offered to release", 0),
    ("Those officials", "say", None),
    ("Two of the officials", "described", None),
)


def test_relay_and_echo_of_five_officials() -> None:
    first = chains(read("lakes.txt"), *LAKES)[0]
    assert [(link.role, link.name, link.count, link.anonymous) for link in first.links] == [
        ("relay", "Lake Courier", None, False),
        ("origin", FIVE, 5, True),
        ("echo", "several regional broadcasters", None, False),
    ]
    assert first.tellers == (("Lake Courier",), (FIVE,))
    assert first.echoes == ("several regional broadcasters",)
    assert first.independent == 1
    assert first.anonymous


def test_origin_that_comes_back_counts_once() -> None:
    found = chains(read("lakes.txt"), *LAKES)
    assert counted_once(found) == 1
    assert [link.same_as for link in found[2].links if link.role == "origin"] == [0]
    (part,) = [link for link in found[3].links if link.role == "origin"]
    assert (part.subset_of, part.count) == (0, 2)


def test_nested_claim_rests_on_those_who_tell_it() -> None:
    found = chains(read("lakes.txt"), *LAKES)
    assert found[1].origins == found[0].origins
    assert found[1].tellers == (("Lake Courier",), (FIVE,), ("Pavel Oress",))


def test_outlets_without_a_source_may_rest_on_one_origin() -> None:
    chain = one("It failed, according to Reuters and France 24.", "Reuters and France 24", "according to")
    assert [link.name for link in chain.links] == ["Reuters", "France 24"]
    assert chain.independent == 1


def test_two_named_speakers_are_two_origins() -> None:
    chain = one("Ann Lee and Bob Ortega said it failed.", "Ann Lee and Bob Ortega", "said")
    assert [(link.role, link.name) for link in chain.links] == [("speaker", "Ann Lee"), ("speaker", "Bob Ortega")]
    assert chain.independent == 2


def test_who_was_told_is_a_venue() -> None:
    chain = one("Senator Tim Ortega later told CNN that it failed.", "Senator Tim Ortega", "told")
    assert [(link.role, link.name) for link in chain.links] == [("speaker", "Tim Ortega"), ("venue", "CNN")]
    assert counted_once([chain]) == 1


def test_pronoun_means_the_person_before() -> None:
    chain = one("Ann Lee left the room. He called; she said it failed.", "she", "said")
    assert [link.name for link in chain.links] == ["Ann Lee"]


def test_those_accounts_come_back_to_the_outlets() -> None:
    article = from_text(
        "It failed, according to Reuters and France 24. A clerk said no. According to those accounts, he wept."
    )
    found = chains(
        article,
        ("Reuters and France 24", "according to", None),
        ("A clerk", "said", None),
        ("those accounts", "According to those", None),
    )
    assert [link.name for link in found[2].links] == ["Reuters", "France 24"]
    assert found[2].origins == found[0].origins


def test_analysts_quoted_by_outlets() -> None:
    chain = one("Analysts quoted by regional media see war.", "Analysts quoted by regional media", "see")
    assert [(link.role, link.name) for link in chain.links] == [("relay", "regional media"), ("origin", "Analysts")]


def test_nobody_named() -> None:
    chain = find_chains(
        "It is said to be over.", [Said((), (Span(3, 10),))], find_names(from_text("It is said to be over."))
    )[0]
    assert (chain.links, chain.origins, chain.independent) == ((), (), 0)


@pytest.mark.parametrize(
    ("words", "count"), [("Two people", 2), ("A person", 1), ("At least 12 officials", 12), ("Several aides", None)]
)
def test_how_many(words: str, count: int | None) -> None:
    assert one(f"{words} close to the talks said no.", f"{words} close to the talks", "said").links[0].count == count


def test_grades_are_f6_unless_another_origin_says_the_same() -> None:
    anonymous = chains(read("lakes.txt"), *LAKES)[0]
    assert suggest_grade(anonymous).code == "F6"
    assert suggest_grade(anonymous).best == "3"
    assert suggest_grade(anonymous, other_origins=1).code == "F2"
    assert suggest_grade(anonymous, other_origins=1, contradicted=True).code == "F6"
    named = one("Ann Lee said it failed.", "Ann Lee", "said")
    assert suggest_grade(named).best == "3"
    assert suggest_grade(named, other_origins=1).best == "1"
    assert all(suggest_grade(named).reasons)
    assert "It rests on one origin at the most: credibility not better than 3." in suggest_grade(named).reasons
    assert not any("one origin" in reason for reason in suggest_grade(named, other_origins=1).reasons)


def test_clauses_behind_the_source_count_though_the_attribution_left_them_out() -> None:
    article = read("lakes.txt")
    source = span(article.text, FIVE)
    said = Said(source, span(article.text, "According to five"), span(article.text, "cited by the Lake Courier"))
    (chain,) = find_chains(article.text, [said], find_names(article))
    assert chain.tellers == (("Lake Courier",), (FIVE,))
    assert chain.echoes == ("several regional broadcasters",)


def test_source_repeated_for_each_bullet_is_one_origin() -> None:
    article = read("pipeline.html")
    source, cue = span(article.text, "Two people familiar with the talks"), span(article.text, "said Drava")
    found = find_chains(article.text, [Said(source, cue)] * 3, find_names(article))
    assert counted_once(found) == 1


def test_we_in_a_quotation_is_who_speaks() -> None:
    text = "President Ann Lee met Bob Dahl. Lee said: “We know that they lie.” Dahl wept."
    found = chains(from_text(text), ("Lee", "said", None), ("We", "know", 0))
    assert [link.name for link in found[1].links if link.role == "speaker"] == ["Ann Lee"]


def test_two_origins_in_one_chain_allow_a_better_grade_and_suggest_none() -> None:
    two = one("Ann Lee and Bo Kim said it failed.", "Ann Lee and Bo Kim", "said")
    assert two.independent == 2
    assert (suggest_grade(two).code, suggest_grade(two).best) == ("F6", "1")
