"""Confidence of the rules: the share of what each finds that human annotators mark too.

Measured on the training part of PolNeAR (Newell, Margolin and Ruths 2018) by ``make bench-reading-confidence``, which
writes confidence.toml. A rule seen too seldom there for a share of its own takes that of its family and complement,
times the factor of how its source was found.
"""

import tomllib
from functools import cache
from importlib.resources import files

_UNKNOWN = 0.3


@cache
def _table() -> tuple[dict[str, float], dict[str, float]]:
    text = files(__package__).joinpath("confidence.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return table["rules"], table["sources"]


@cache
def confidence(rule: str) -> float:
    """Return the confidence, 0-1, of a rule such as ``say.that`` or ``say.that/participle``."""
    rules, sources = _table()
    if rule in rules:
        return rules[rule]
    base, _, how = rule.partition("/")
    return round(rules.get(base, _UNKNOWN) * sources.get(how, 1.0), 2)
