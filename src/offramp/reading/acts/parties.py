"""Parties: whether a noun phrase names somebody who can act."""

from offramp.reading.acts.chunks import Phrase, Sentence
from offramp.reading.acts.words import WORDS, noun_lemma


def _words(sentence: Sentence, phrase: Phrase) -> range:
    chunks = sentence.chunks
    return range(chunks[phrase.first].first, chunks[phrase.last].last + 1)


def head(sentence: Sentence, phrase: Phrase) -> str:
    """Return the head noun of a phrase, in the singular: that of its first noun group."""
    return noun_lemma(sentence.low(sentence.chunks[phrase.first].head))


def is_party(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a noun phrase names a person, a group, an institution or a country."""
    first = sentence.chunks[phrase.first]
    low, tag = sentence.low(first.head), sentence.tag(first.head)
    if tag == "O":
        return low not in WORDS["no_parties"]
    if low in WORDS["no_parties"] | WORDS["days"] | WORDS["months"]:
        return False
    if tag == "E" and any(sentence.low(k) in WORDS["places"] for k in range(first.first, first.last + 1)):
        return False
    if noun_lemma(low) in WORDS["roles"]:
        return True
    if tag == "E":
        return True
    if tag in "A#D" and first.first == first.head:
        return _counted_party(sentence, phrase)
    return tag == "A" and sentence.words[first.head].is_title


def _counted_party(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "most of the sources" counts parties; "both" and "three" alone may."""
    chunks = sentence.chunks
    if phrase.first == phrase.last:
        return sentence.low(chunks[phrase.first].head) in ("both", "neither", "others")
    return any(
        noun_lemma(sentence.low(k)) in WORDS["roles"] or sentence.tag(k) == "E" for k in _words(sentence, phrase)
    )


def is_thing_that_acts(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names a weapon or a vehicle that stands for those who steer it."""
    return head(sentence, phrase) in WORDS["weapons"]
