from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from offramp.settlement.package_set import PartyType, plain_packages
from offramp.settlement.zopa import accepted_under_every_type, zopa

SMALL = st.integers(0, 4).map(float)
VALUES = hnp.arrays(np.float64, st.tuples(st.integers(0, 8), st.just(3)), elements=SMALL)


@given(VALUES, hnp.arrays(np.float64, 3, elements=SMALL))
def test_equals_the_definition(values: np.ndarray, reservation: np.ndarray) -> None:
    zone = zopa(plain_packages("abc", values, reservation))
    inside = [all(v >= r for v, r in zip(row, reservation, strict=True)) for row in values]
    assert zone.inside.tolist() == inside
    assert zone.exists == any(inside)
    for index in range(len(values)):
        assert (zone.refused_by(index) == ()) == inside[index]
    ideal = zone.ideal()
    if not any(inside):
        assert ideal is None
    else:
        rows = [row for row, accepted in zip(values.tolist(), inside, strict=True) if accepted]
        assert ideal is not None
        assert ideal.tolist() == [max(column) for column in zip(*rows, strict=True)]


def test_the_ideal_leaves_out_what_the_other_refuses() -> None:
    """The first party's best package, (1, 0), is refused by the second and does not count."""
    zone = zopa(plain_packages("ab", np.array([[1.0, 0.0], [0.7, 0.4], [0.4, 0.7]]), np.array([0.3, 0.3])))
    assert zone.indices.tolist() == [1, 2]
    assert zone.refused_by(0) == (1,)
    ideal = zone.ideal()
    assert ideal is not None
    assert ideal.tolist() == [0.7, 0.7]


def test_no_zone_says_who_accepts_what_and_what_would_open_one() -> None:
    values = np.array([[0.9, 0.1], [0.5, 0.5], [0.3, 0.6]])
    none = zopa(plain_packages(("union", "company"), values, np.array([0.6, 0.6])))
    assert none.why_none() == (
        "no package is acceptable to all parties: union accepts 1 of 3, company accepts 1 of 3; a zone of possible "
        "agreement opens when each reservation value is about 0.1 lower, or with other packages"
    )
    assert zopa(plain_packages(("union", "company"), values, np.array([0.5, 0.5]))).why_none() is None
    assert zopa(plain_packages(("union",), np.empty((0, 1)), np.array([0.5]))).why_none() is None


@given(VALUES, hnp.arrays(np.float64, 3, elements=SMALL))
def test_the_zone_opens_where_it_says(values: np.ndarray, reservation: np.ndarray) -> None:
    packages = plain_packages("abc", values, reservation)
    words = zopa(packages).why_none()
    if words is not None:
        lower = float(words.split("about ")[1].split()[0])
        assert zopa(plain_packages("abc", values, reservation - lower)).exists
        assert not zopa(plain_packages("abc", values, reservation - lower + 0.5)).exists


def test_accepted_whatever_the_type() -> None:
    values = np.array([[1.0], [0.5], [0.0]])
    packages = plain_packages("a", values, np.array([0.5]))
    soft = PartyType("soft", 0.5, np.array([1.0, 0.5, 0.0]), 0.5, True)
    hard = PartyType("hard", 0.5, np.array([0.2, 0.9, 1.0]), 0.4, True)
    assert accepted_under_every_type(replace(packages, party_types=((soft, hard),))).tolist() == [False, True, False]
    assert accepted_under_every_type(packages).tolist() == [True, True, False]
