"""The reference classes that ship with Offramp: shares and counts only, each with its source; no case data.

International Crisis Behavior (ICB), version 14, system level, 1918-2017: Brecher, M. & Wilkenfeld, J. 1997. *A Study of
Crisis*. University of Michigan Press; Brecher, M., Wilkenfeld, J., Beardsley, K., James, P. & Quinn, D., International
Crisis Behavior data. Our own counts of that file; a crisis counts as a full-scale war first (SEVVIOSY 4), whatever the
form of its outcome (FOROUT). The counts of class ``icb`` give the published shares, and with them the scores 0.748 and
1.461 of the forecast that knows only how all the other crises ended; the tests hold them to both.
"""

from dataclasses import dataclass

from offramp.forecast.base_rates import CodedOutcome, ReferenceClass

_ICB = "International Crisis Behavior, version 14 (Brecher & Wilkenfeld 1997 and later); own counts"
_FIVE = (
    "five ways: full-scale war (SEVVIOSY 4) first; then by form of outcome (FOROUT): agreement 1-3 (formal, "
    "semi-formal, tacit), unilateral act 4, imposed 5, faded or other 6-7"
)
_WIDE = (
    "ICB is a wide class: most of its crises hold no coercive threat (Downes & Sechser 2012), so for a standoff over a "
    "threat it may be the wrong one"
)
_ROUNDED = "only shares rounded to a hundredth are known, and they need not add up to 1"
_SELECTED = (
    "mediators choose which crises they enter: the difference between mediated and not is no effect of mediation"
)
_MAPPED = "rates turn on the mapping: compare icb with icb_four_ways, the same crises"

_TITLES = {
    "agreement": "Agreement",
    "unilateral": "Unilateral act",
    "war": "Full-scale war",
    "faded": "Faded or other",
    "imposed": "Imposed",
}


def _icb(id_: str, name: str, n: int, shares: tuple[int, ...], *more: str) -> ReferenceClass:
    """Return a part of ICB that is known by shares in per cent: agreement, unilateral act, war, faded, imposed."""
    outcomes = tuple(
        CodedOutcome(key, title, share / 100) for (key, title), share in zip(_TITLES.items(), shares, strict=True)
    )
    return ReferenceClass(id_, name, _ICB, _FIVE, n, outcomes, (_WIDE, _MAPPED, _ROUNDED, *more))


def _counted(*outcomes: tuple[str, str, int]) -> tuple[CodedOutcome, ...]:
    total = sum(count for *_, count in outcomes)
    return tuple(CodedOutcome(id_, title, count / total, count) for id_, title, count in outcomes)


def _disputes(stalemate: int, target: int, compromise: int, challenger: int) -> tuple[CodedOutcome, ...]:
    """Return the outcomes of militarized disputes, in per cent."""
    return tuple(
        CodedOutcome(id_, title, per_cent / 100)
        for id_, title, per_cent in (
            ("stalemate", "Stalemate", stalemate),
            ("target_yields", "The target yields", target),
            ("compromise", "Compromise", compromise),
            ("challenger_yields", "The challenger yields", challenger),
        )
    )


_GML = "militarized interstate disputes, 1816-2010 (Gibler, Miller & Little 2016), by way of peacesciencer"
_SIDES = "side A is the side that began; what is missing to 1 ended otherwise, which the source does not break down"

REFERENCE_CLASSES = (
    ReferenceClass(
        "icb",
        "International crises 1918-2017",
        _ICB,
        _FIVE,
        487,
        _counted(
            ("agreement", "Agreement", 158),
            ("unilateral", "Unilateral act", 149),
            ("war", "Full-scale war", 93),
            ("faded", "Faded or other", 65),
            ("imposed", "Imposed", 22),
        ),
        (_WIDE, _MAPPED),
    ),
    ReferenceClass(
        "icb_four_ways",
        "International crises 1918-2017, by how far violence went",
        _ICB,
        "four ways: deal if FOROUT 1-2 and VIOL at most 2; widening if VIOL 4, or 3 with tension escalated (OUTESR 1); "
        "else limited violence (VIOL 2-3) or contained",
        487,
        tuple(
            CodedOutcome(id_, title, per_cent / 100)
            for id_, title, per_cent in (
                ("widening", "Widening", 32),
                ("limited", "Limited violence", 30),
                ("deal", "Deal", 19),
                ("contained", "Contained", 19),
            )
        ),
        (_WIDE, _MAPPED, _ROUNDED),
    ),
    _icb("icb_nonviolent", "International crises with a non-violent trigger", 222, (36, 37, 12, 9, 6)),
    _icb("icb_nonviolent_1945", "International crises with a non-violent trigger since 1945", 165, (40, 38, 8, 12, 2)),
    _icb("icb_verbal", "International crises with a verbal or political trigger", 102, (34, 31, 16, 10, 9)),
    _icb("icb_show_of_force", "International crises with a non-violent military trigger", 75, (44, 35, 8, 9, 4)),
    _icb("icb_1990", "International crises since 1990", 95, (43, 27, 8, 19, 2)),
    _icb("icb_mediated", "International crises with a mediator", 153, (51, 13, 27, 6, 3), _SELECTED),
    _icb("icb_not_mediated", "International crises without a mediator", 334, (24, 39, 16, 17, 5), _SELECTED),
    ReferenceClass(
        "mid_threat",
        "Militarized disputes in which the side that began went no further than a threat",
        _GML,
        "as coded: outcome of the dispute, directed dyads of originators",
        97,
        _disputes(63, 23, 5, 4),
        (_SIDES, _ROUNDED),
    ),
    ReferenceClass(
        "mid_show",
        "Militarized disputes in which the side that began showed, alerted or mobilised forces, no more",
        _GML,
        "as coded: outcome of the dispute, directed dyads of originators",
        770,
        _disputes(69, 14, 6, 4),
        (_SIDES, _ROUNDED),
    ),
    ReferenceClass(
        "sanctions_threats",
        "Challenges over economic sanctions 1970-2000",
        "Threat and Imposition of Economic Sanctions, by dyad and decade: sanctionsData of the R package sigInt",
        "what followed a challenge: the target concedes; it does not, and the challenger stands firm, or backs down",
        633,
        _counted(
            ("concede", "The target concedes", 144),
            ("stand_firm", "The challenger stands firm", 349),
            ("back_down", "The challenger backs down", 140),
        ),
    ),
    ReferenceClass(
        "disputes_1816_1899",
        "International disputes 1816-1899",
        "war1800, replication data of the R package games",
        "as coded: status quo, capitulation, war",
        313,
        _counted(("status_quo", "Status quo", 133), ("capitulation", "Capitulation", 86), ("war", "War", 94)),
        ("the nineteenth century: another system of states",),
    ),
)  # fmt: skip
"""Every class that ships."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often tension came back within five years after a crisis ended in a certain way (ICB, OUTESR 1).

    Attributes
    ----------
    id, title
        How the crisis ended.
    share
        In [0, 1], rounded to a hundredth.
    n
        Number of crises that ended so.
    """

    id: str
    title: str
    share: float
    n: int


RECURRENCE = (
    Recurrence("agreement", "Agreement", 0.37, 158),
    Recurrence("formal", "Formal agreement", 0.40, 104),
    Recurrence("semi_formal", "Semi-formal agreement", 0.48, 62),
    Recurrence("tacit", "Tacit understanding", 0.26, 23),
    Recurrence("unilateral", "Unilateral act", 0.45, 149),
    Recurrence("imposed", "Imposed", 0.23, 22),
    Recurrence("war", "Full-scale war", 0.62, 93),
)
"""The three forms hold more crises than "agreement" does, which leaves out full-scale wars."""

CRISIS_DAYS = (29, 81, 209)
"""Days that a crisis of ICB lasted: lower quartile, median, upper quartile."""
FIRST_RESPONSE_DAYS = 5
"""Median number of days to the first major response."""


def reference_class(class_id: str) -> ReferenceClass:
    """Return a class by id; raises ``KeyError`` when there is none."""
    for reference in REFERENCE_CLASSES:
        if reference.id == class_id:
            return reference
    raise KeyError(class_id)
