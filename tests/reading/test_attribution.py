"""Attribution: source, cue and content of sentences written for these tests, family by family."""

import pytest

from offramp.reading.attribution.lexicon.cues import families
from offramp.reading.ingest import from_text
from offramp.reading.structure import structure
from reading.attributed import found, read, rules

SENTENCES = [
    # a verb before its content
    ("The minister said on Tuesday that the port would stay closed.",
     [("The minister", "said", "that the port would stay closed")]),
    ("A person briefed on the matter said the owners had already signed.",
     [("A person briefed on the matter", "said", "the owners had already signed")]),
    ("Three of the sources said the deal was dead.",
     [("Three of the sources", "said", "the deal was dead")]),
    ("The union told reporters in Harwich on Friday that it would not yield.",
     [("The union", "told", "that it would not yield")]),
    ("Reuters reports that the envoy has left.",
     [("Reuters", "reports", "that the envoy has left")]),
    ("Those surveyed say the city, once rich, is in decline.",
     [("Those surveyed", "say", "the city, once rich, is in decline")]),
    ("Ana Ruiz, who leads the union, accused the owners of lying.",
     [("Ana Ruiz, who leads the union", "accused", "the owners of lying")]),
    ("Residents fear that the plant will close.",
     [("Residents", "fear", "that the plant will close")]),
    ("A survey showed that most residents support the strike.",
     [("A survey", "showed", "that most residents support the strike")]),
    ("He described the raid as a mistake.",
     [("He", "described", "the raid as a mistake")]),
    ("Critics called the plan “a gift to the owners.”",
     [("Critics", "called", "the plan “a gift to the owners.”")]),
    ("The owners threatened to close the yard.",
     [("The owners", "threatened", "to close the yard")]),
    ("Analysts see three ways out of the dispute.",
     [("Analysts", "see", "three ways out of the dispute")]),
    # several verbs of one subject, participles
    ("She urged the members to vote and promised to resign.",
     [("She", "urged", "the members to vote"), ("She", "promised", "to resign")]),
    ("The minister said the plan was “dead,” adding: “There is no other.”",
     [("The minister", "said", "the plan was “dead,”"), ("The minister", "adding", "“There is no other.”")]),
    ("The owners, calling the strike illegal, rejected the offer.",
     [("The owners", "calling", "the strike illegal"), ("The owners", "rejected", "the offer")]),
    ("The envoy resigned after a Courier report alleging that he took bribes.",
     [("a Courier report", "alleging", "that he took bribes")]),
    # content before its verb
    ("“We will not yield,” said Ana Ruiz, the head of the union.",
     [("Ana Ruiz, the head of the union", "said", "“We will not yield,”")]),
    ("“We will not yield,” the minister told reporters. “We never have.”",
     [("the minister", "told", "“We will not yield,” / “We never have.”")]),
    ("“Is it over?” Ms. Ruiz asked. “No.”",
     [("Ms. Ruiz", "asked", "“Is it over?” / “No.”")]),
    ("The harbour would reopen within days, the ministry announced.",
     [("the ministry", "announced", "The harbour would reopen within days")]),
    ("The talks, she added, had failed.",
     [("she", "added", "The talks / had failed")]),
    ("As the Courier reported, the mayor left on Monday.",
     [("the Courier", "As the Courier reported", "the mayor left on Monday")]),
    # according to
    ("The strike cost 40 million euros, according to a report by the chamber of commerce.",
     [("a report by the chamber of commerce", "according to", "The strike cost 40 million euros")]),
    ("According to two officials familiar with the talks, quoted by the Courier and echoed by others, the mayor left.",
     [("two officials familiar with the talks, quoted by the Courier and echoed by others", "According to",
       "the mayor left")]),
    ("Nothing came of a call in which, according to the Courier, the mayor gave way.",
     [("the Courier", "according to", "the mayor gave way")]),
    # relative clauses
    ("The terms that the owners rejected were mild.",
     [("the owners", "rejected", "The terms that")]),
    ("The port, which the union says is unsafe, reopened.",
     [("the union", "says", "which / is unsafe")]),
    # nouns, adjectives, passives, adverbs, labels
    ("Her claim that the port is safe was false.",
     [("Her", "claim", "that the port is safe")]),
    ("They are worried about the cost.",
     [("They", "are worried about", "the cost")]),
    ("The minister is expected to resign.",
     [("", "is expected", "The minister / to resign")]),
    ("When asked whether he would resign, the minister laughed.",
     [("", "asked", "whether he would resign")]),
    ("The mayor reportedly left the city.",
     [("", "reportedly", "The mayor / left the city")]),
    ("RUIZ: We will not yield.",
     [("RUIZ", ":", "We will not yield")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:40] for sentence, _ in SENTENCES])
def test_sentence(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize("family", families(), ids=lambda family: f"{family.kind}-{family.name}")
def test_example_of_each_family(family):
    prefix = {"verbs": "", "nouns": "n-", "adjectives": "a-"}[family.kind] + family.name + "."
    sentence = family.example[0].upper() + family.example[1:] + "."
    assert any(rule.startswith(prefix) for rule in rules(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry left the port at noon.",
        "A company called Harbour Works owns the yard.",
        "The state of the roads is poor.",
        "She ran the yard for ten years and sold it in May.",
        "The 40-year-old ferry carried cars, trucks and people.",
    ],
)
def test_nothing_is_attributed(sentence):
    assert found(sentence) == []


def test_relative_pronoun_comes_with_whom_it_means():
    ((source, cue, content),) = found("Ana Ruiz, who says that the port is unsafe, left the room.")
    assert (source, cue, content) == ("Ana Ruiz / who", "says", "that the port is unsafe")


def test_what_seems_so_has_no_source():
    assert found("The truce appears to hold.") == [("", "appears", "The truce / to hold")]


def test_nested():
    article, ones = read("Two officials said that the minister believes that the owners want to sell.", least=0.5)
    words = [(article.words(one.source[0]), article.words(one.cue[0]), one.nested_in) for one in ones]
    assert words == [
        ("Two officials", "said", None),
        ("the minister", "believes", 0),
        ("the owners", "want", 1),
    ]


def test_a_speaker_s_own_verbs_are_nested_only():
    text = "“I believe that we will win and I hope to stay,” the mayor said."
    assert found(text) == [("the mayor", "said", "“I believe that we will win and I hope to stay,”")]
    assert ("I", "believe", "that we will win") in [(s, c, content[:16]) for s, c, content in found(text, nested=True)]


def test_quotation_over_paragraphs():
    text = (
        "The mayor spoke for an hour. “We have waited long enough for the money,” she said.\n\n"
        "“The bridge will be built, with or without them, before the year is out.”\n\nThe crowd went home."
    )
    ((source, cue, content),) = found(text)
    assert (source, cue) == ("she", "said")
    assert content.endswith(" / “The bridge will be built, with or without them, before the year is out.”")


def test_paragraph_under_a_line_with_a_colon():
    text = (
        "The mayor spoke for an hour in the town hall. In the end she said:\n\nThe bridge will be built.\n\nIt rained."
    )
    assert found(text) == [("she", "said", "The bridge will be built.")]


def test_list_items_inherit_what_introduces_them():
    text = (
        "The mayor and the owners met on Monday.\n\nTwo officials say that the owners made three demands:\n\n"
        "- Lower harbour fees for five years.\n- A new crane.\n- An end to the strike.\n\nThe mayor refused to comment."
    )
    items = [words for words in found(text) if words[1] == "say"]
    assert [content for _, _, content in items] == [
        "that the owners made three demands",
        "Lower harbour fees for five years.",
        "A new crane.",
        "An end to the strike.",
    ]
    assert {source for source, _, _ in items} == {"Two officials"}
    article = from_text(text)
    assert [p.introduced_by for p in structure(article).paragraphs if p.kind == "bullet"] == [1, 1, 1]


def test_rules_below_the_least_confidence_are_left_out():
    text = "The mayor reportedly left the city."
    assert found(text, least=0.0)
    assert not found(text, least=0.9)


def test_confidence_is_that_of_the_rule():
    _, ones = read("The minister said that the port would stay closed.")
    assert ones[0].rule == "say.that"
    assert 0.9 < ones[0].confidence <= 1
