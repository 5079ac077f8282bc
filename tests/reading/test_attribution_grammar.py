"""The grammar under the rules: tokens, tags, chunks, sentences and subjects of sentences written for these tests."""

import pytest

from offramp.reading.attribution.grammar.brill import read_rules, revise
from offramp.reading.attribution.grammar.clauses import Clauses, clauses
from offramp.reading.attribution.grammar.passage import Passage, passage
from offramp.reading.attribution.grammar.subjects import subject
from offramp.reading.attribution.grammar.tags import tag, verb_forms
from offramp.reading.attribution.grammar.tokens import tokens
from offramp.reading.quotations import quotations
from offramp.reading.span import Span


def _any(word: str, tag: str) -> bool:
    return True


def _not_ohio(word: str, tag: str) -> bool:
    return word != "Ohio"


def parsed(text: str) -> Passage:
    span = Span(0, len(text))
    return passage(text, span, quotations(text, [span]))


def chunks(text: str) -> list[tuple[str, str]]:
    made = parsed(text)
    return [(chunk.kind, made.text(chunk.start, chunk.end)) for chunk in made.chunks]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She doesn't know.", ["She", "does", "n't", "know", "."]),
        ("the mayor's plan", ["the", "mayor", "'s", "plan"]),
        ("Sen. Ray O'Dell (R-S.C.) left.", ["Sen.", "Ray", "O'Dell", "(", "R-S.C.", ")", "left", "."]),
        ("at 7 p.m. on Nov. 3, 1,200 left", ["at", "7", "p.m.", "on", "Nov.", "3", ",", "1,200", "left"]),
        ("''No,'' he said", ["''", "No", ",", "''", "he", "said"]),
    ],
)
def test_tokens(text, words):
    made = tokens(text, 0, len(text))
    assert [token.word for token in made] == words
    assert all(text[token.start : token.end] == token.word for token in made)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The mayor plans to leave .", "plans", "VBZ"),
        ("The mayor 's plans to leave failed .", "plans", "NNS"),
        ("Critics claim that she lied .", "claim", "VBP"),
        ("Her claim that he lied was false .", "claim", "NN"),
        ("Some say they fear it .", "say", "VBP"),
        ("The owners have accused him .", "accused", "VBN"),
        ("The owners accused him .", "accused", "VBD"),
        ("He was accused of fraud .", "accused", "VBN"),
        ("It 's over .", "'s", "VBZ"),
        ("The union 's call failed .", "'s", "POS"),
        ("They want to vote .", "vote", "VB"),
        ("Union Chief Says Strike Will Go On Until Friday", "Says", "VBZ"),
        ("This is just a rough patch .", "is", "VBZ"),
    ],
)
def test_tags(sentence, word, expected):
    words = sentence.split()
    assert tag(words)[words.index(word)] == expected


def test_verb_forms():
    assert verb_forms("said") >= {"VBD", "VBN"}
    assert verb_forms("plans") == {"VBZ"}
    assert verb_forms("accused") == {"VBD", "VBN"}
    assert verb_forms("ferry") <= {"VB", "VBP"}
    assert verb_forms("'s") == frozenset()


def test_brill_rules_apply_in_order_from_left_to_right():
    words, tags = ["to", "run", "run"], ["TO", "NN", "NN"]
    revise(words, tags, read_rules(["NN VB PREVTAG TO", "NN RB PREVTAG VB"]), _any)
    assert tags == ["TO", "VB", "RB"]


def test_brill_rule_does_not_give_a_word_a_tag_that_it_cannot_bear():
    words, tags = ["to", "Ohio"], ["TO", "NN"]
    revise(words, tags, read_rules(["NN VB PREVTAG TO"]), _not_ohio)
    assert tags == ["TO", "NN"]


@pytest.mark.parametrize(
    ("test", "words", "tags", "holds"),
    [
        ("NN VB PREV2TAG DT", ["the", "old", "man"], ["DT", "JJ", "NN"], True),
        ("NN VB NEXT1OR2TAG VB", ["man", "to", "go"], ["NN", "TO", "VB"], True),
        ("NN VB SURROUNDTAG DT VB", ["the", "man", "go"], ["DT", "NN", "VB"], True),
        ("NN VB SURROUNDTAG DT NN", ["the", "man", "go"], ["DT", "NN", "VB"], False),
        ("NN VB WDNEXTTAG man VB", ["man", "go"], ["NN", "VB"], True),
        ("NN VB WDPREVTAG DT man", ["the", "man"], ["DT", "NN"], True),
        ("NN VB WDAND2AFT man go", ["man", "to", "go"], ["NN", "TO", "VB"], True),
        ("NN VB LBIGRAM the man", ["the", "man"], ["DT", "NN"], True),
        ("NN VB RBIGRAM man go", ["man", "go"], ["NN", "VB"], True),
        ("NN VB PREVWD the", ["a", "man"], ["DT", "NN"], False),
    ],
)
def test_brill_tests(test, words, tags, holds):
    before = list(tags)
    revise(words, tags, read_rules([test]), _any)
    assert (tags != before) == holds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor's chief aide has not yet been told.",
         [("NP", "the mayor 's chief aide"), ("VG", "has not yet been told"), (".", ".")]),
        ("On Tuesday night more than 40 people left.",
         [("IN", "on"), ("TIME", "tuesday night"), ("NP", "more than 40 people"), ("VG", "left"), (".", ".")]),
        ("Monday's vote failed.", [("NP", "monday 's vote"), ("VG", "failed"), (".", ".")]),
        ("On Nov. 3, 2025, nine out of 10 voted.",
         [("IN", "on"), ("TIME", "nov. 3 , 2025"), (",", ","), ("NP", "nine out of 10"), ("VG", "voted"), (".", ".")]),
        ("They spoke of political and legal guarantees.",
         [("NP", "they"), ("VG", "spoke"), ("IN", "of"), ("NP", "political and legal guarantees"), (".", ".")]),
        ("The proposed law seeks to end it.",
         [("NP", "the proposed law"), ("VG", "seeks"), ("VG", "to end"), ("NP", "it"), (".", ".")]),
    ],
)  # fmt: skip
def test_chunks(text, expected):
    assert chunks(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“We won. We lost,” he said. It rained.", 2),
        ("“Why?” Ms. Ruiz asked. It rained.", 2),
        ("“It is over.” The crowd left.", 2),
        ("It began at 7 p.m. He left.", 2),
        ("Mr. Ruiz left for St. Ives.", 1),
    ],
)
def test_sentences_keep_a_quotation_with_its_speaker(text, count):
    assert len(parsed(text).sentences) == count


def test_a_text_without_stops_is_cut():
    assert len(parsed("word " * 2000).sentences) >= 3


def whose(text: str, verb: str) -> tuple[str, str] | None:
    made = parsed(text)
    for c in clauses(made):
        for k in range(c.first, c.last):
            if c.kind(k) == "VG" and c.word(k) == verb:
                return _words(c, k)
    raise AssertionError(f"no verb {verb} in {text}")


def _words(c: Clauses, k: int) -> tuple[str, str] | None:
    one = subject(c, k)
    return None if one is None else (c.passage.text(one.start, one.end), one.how)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The union said it was over.", "said", ("the union", "own")),
        ("In Harwich, Ana Ruiz, the head of the union, said it was over.", "said",
         ("ana ruiz , the head of the union", "own")),
        ("Ana Ruiz, who has led the union since May, said it was over.", "said",
         ("ana ruiz , who has led the union since may", "own")),
        ("People familiar with the talks said it was over.", "said", ("people familiar with the talks", "own")),
        ("Those who attended the meeting said it was over.", "said", ("those who attended the meeting", "own")),
        ("A report published on Tuesday said it was over.", "said", ("a report published", "own")),
        ("Ray Dell (R-Ohio) said it was over.", "said", ("ray dell ( r-ohio )", "own")),
        ("Bush and Kasich said it was over.", "said", ("bush and kasich", "own")),
        ("Taxes are too high, critics said.", "said", ("critics", "own")),
        ("The mayor left and denounced the owners.", "denounced", ("the mayor", "shared")),
        ("The mayor left, denouncing the owners.", "denouncing", ("the mayor", "participle")),
        ("Denouncing the owners, the mayor left.", "denouncing", ("the mayor", "participle")),
        ("The mayor wants to leave.", "leave", ("the mayor", "shared")),
        ("The man who denounced it left.", "denounced", ("who", "relative")),
        ("They backed a move the union denounced.", "denounced", ("the union", "own")),
    ],
)  # fmt: skip
def test_subjects(text, verb, expected):
    assert whose(text, verb) == expected
