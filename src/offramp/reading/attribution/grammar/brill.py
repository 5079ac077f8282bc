"""Brill's contextual rules: "change tag A to B where the neighbours say so" (Brill 1992, 1995)."""

from bisect import insort
from collections.abc import Callable

Rule = tuple[str, str, str, tuple[str, ...]]
_EDGE = "STAART"


def _at(items: list[str], i: int) -> str:
    return items[i] if 0 <= i < len(items) else _EDGE


# Tests of one kind of item, words or tags, around place i; a rule's name says which: PREVTAG, PREVWD.
_ITEM_TESTS: dict[str, Callable[[list[str], int, tuple[str, ...]], bool]] = {
    "PREV": lambda x, i, a: _at(x, i - 1) == a[0],
    "NEXT": lambda x, i, a: _at(x, i + 1) == a[0],
    "CUR": lambda x, i, a: x[i] == a[0],
    "PREV2": lambda x, i, a: _at(x, i - 2) == a[0],
    "NEXT2": lambda x, i, a: _at(x, i + 2) == a[0],
    "PREV1OR2": lambda x, i, a: a[0] in (_at(x, i - 1), _at(x, i - 2)),
    "NEXT1OR2": lambda x, i, a: a[0] in (_at(x, i + 1), _at(x, i + 2)),
    "PREV1OR2OR3": lambda x, i, a: a[0] in (_at(x, i - 1), _at(x, i - 2), _at(x, i - 3)),
    "NEXT1OR2OR3": lambda x, i, a: a[0] in (_at(x, i + 1), _at(x, i + 2), _at(x, i + 3)),
    "SURROUND": lambda x, i, a: _at(x, i - 1) == a[0] and _at(x, i + 1) == a[1],
    "PREVBIGRAM": lambda x, i, a: _at(x, i - 2) == a[0] and _at(x, i - 1) == a[1],
    "NEXTBIGRAM": lambda x, i, a: _at(x, i + 1) == a[0] and _at(x, i + 2) == a[1],
    "LBIGRAM": lambda x, i, a: _at(x, i - 1) == a[0] and x[i] == a[1],
    "RBIGRAM": lambda x, i, a: x[i] == a[0] and _at(x, i + 1) == a[1],
}
# Tests of the word at place i together with a tag, or a second word, near it: which items, and how far off.
_PAIR_TESTS = {
    "WDNEXTTAG": ("tags", 1, False),
    "WDPREVTAG": ("tags", -1, True),
    "WDAND2AFT": ("words", 2, False),
    "WDAND2TAGAFT": ("tags", 2, False),
    "WDAND2TAGBFR": ("tags", -2, True),
}
_WORD_ONLY = ("LBIGRAM", "RBIGRAM")


def read_rules(lines: list[str]) -> tuple[Rule, ...]:
    """Read rules of the form ``from to TEST argument...``."""
    parts = [line.split() for line in lines]
    return tuple((one[0], one[1], one[2], tuple(one[3:])) for one in parts)


def revise(words: list[str], tags: list[str], rules: tuple[Rule, ...], can_be: Callable[[str, str], bool]) -> None:
    """Apply the rules in their order to one sentence, in place; `can_be` says whether a word may bear a tag."""
    places: dict[str, list[int]] = {}
    for i, now in enumerate(tags):
        places.setdefault(now, []).append(i)
    for old, new, test, arguments in rules:
        at = places.get(old)
        for i in list(at) if at else ():
            if _holds(test, words, tags, i, arguments) and can_be(words[i], new):
                tags[i] = new
                places[old].remove(i)
                insort(places.setdefault(new, []), i)


def _holds(test: str, words: list[str], tags: list[str], i: int, arguments: tuple[str, ...]) -> bool:
    """Whether a test holds at place `i`."""
    if test in _PAIR_TESTS:
        kind, offset, word_last = _PAIR_TESTS[test]
        word, other = (arguments[1], arguments[0]) if word_last else (arguments[0], arguments[1])
        return words[i] == word and _at(tags if kind == "tags" else words, i + offset) == other
    if test in _WORD_ONLY:
        return _ITEM_TESTS[test](words, i, arguments)
    if test.endswith("TAG"):
        return _ITEM_TESTS[test.removesuffix("TAG")](tags, i, arguments)
    if test.endswith("WD"):
        return _ITEM_TESTS[test.removesuffix("WD")](words, i, arguments)
    return _ITEM_TESTS[test](tags, i, arguments)
