"""Brill's contextual rules: "change tag A to B where the neighbours say so" (Brill 1992, 1995)."""

from bisect import insort
from collections.abc import Callable

Rule = tuple[str, str, str, tuple[str, ...]]
Test = Callable[[list[str], list[str], int, tuple[str, ...]], bool]


def _at(items: list[str], i: int) -> str:
    return items[i] if 0 <= i < len(items) else "STAART"


TESTS: dict[str, Test] = {
    "PREVTAG": lambda w, t, i, a: _at(t, i - 1) == a[0],
    "NEXTTAG": lambda w, t, i, a: _at(t, i + 1) == a[0],
    "PREV2TAG": lambda w, t, i, a: _at(t, i - 2) == a[0],
    "NEXT2TAG": lambda w, t, i, a: _at(t, i + 2) == a[0],
    "PREV1OR2TAG": lambda w, t, i, a: a[0] in (_at(t, i - 1), _at(t, i - 2)),
    "NEXT1OR2TAG": lambda w, t, i, a: a[0] in (_at(t, i + 1), _at(t, i + 2)),
    "PREV1OR2OR3TAG": lambda w, t, i, a: a[0] in (_at(t, i - 1), _at(t, i - 2), _at(t, i - 3)),
    "NEXT1OR2OR3TAG": lambda w, t, i, a: a[0] in (_at(t, i + 1), _at(t, i + 2), _at(t, i + 3)),
    "PREVWD": lambda w, t, i, a: _at(w, i - 1) == a[0],
    "NEXTWD": lambda w, t, i, a: _at(w, i + 1) == a[0],
    "CURWD": lambda w, t, i, a: w[i] == a[0],
    "PREV1OR2WD": lambda w, t, i, a: a[0] in (_at(w, i - 1), _at(w, i - 2)),
    "NEXT1OR2WD": lambda w, t, i, a: a[0] in (_at(w, i + 1), _at(w, i + 2)),
    "SURROUNDTAG": lambda w, t, i, a: _at(t, i - 1) == a[0] and _at(t, i + 1) == a[1],
    "PREVBIGRAM": lambda w, t, i, a: _at(t, i - 2) == a[0] and _at(t, i - 1) == a[1],
    "NEXTBIGRAM": lambda w, t, i, a: _at(t, i + 1) == a[0] and _at(t, i + 2) == a[1],
    "LBIGRAM": lambda w, t, i, a: _at(w, i - 1) == a[0] and w[i] == a[1],
    "RBIGRAM": lambda w, t, i, a: w[i] == a[0] and _at(w, i + 1) == a[1],
    "WDNEXTTAG": lambda w, t, i, a: w[i] == a[0] and _at(t, i + 1) == a[1],
    "WDPREVTAG": lambda w, t, i, a: _at(t, i - 1) == a[0] and w[i] == a[1],
    "WDAND2AFT": lambda w, t, i, a: w[i] == a[0] and _at(w, i + 2) == a[1],
    "WDAND2TAGAFT": lambda w, t, i, a: w[i] == a[0] and _at(t, i + 2) == a[1],
    "WDAND2TAGBFR": lambda w, t, i, a: _at(t, i - 2) == a[0] and w[i] == a[1],
}


def read_rules(lines: list[str]) -> tuple[Rule, ...]:
    """Read rules of the form ``from to TEST argument...``; a test that is not known is left out."""
    parts = [line.split() for line in lines]
    return tuple((one[0], one[1], one[2], tuple(one[3:])) for one in parts if one[2] in TESTS)


def revise(words: list[str], tags: list[str], rules: tuple[Rule, ...], can_be: Callable[[str, str], bool]) -> None:
    """Apply the rules in their order to one sentence, in place; `can_be` says whether a word may bear a tag."""
    places: dict[str, list[int]] = {}
    for i, now in enumerate(tags):
        places.setdefault(now, []).append(i)
    for old, new, test, arguments in rules:
        at = places.get(old)
        if not at:
            continue
        holds = TESTS[test]
        for i in list(at):
            if holds(words, tags, i, arguments) and can_be(words[i], new):
                tags[i] = new
                at.remove(i)
                insort(places.setdefault(new, []), i)
