"""Grades: a suggested Admiralty code for a claim, F6 unless the report itself allows more. The analyst decides."""

from dataclasses import dataclass

from offramp.reading.chains import Chain


@dataclass(frozen=True, slots=True)
class SuggestedGrade:
    """A suggestion for the Admiralty code of a claim (NATO STANAG 2511; the two parts are judged apart).

    Attributes
    ----------
    code
        Letter for the reliability of the origin, digit for the credibility of the information; F6 by default.
    best
        The best digit that the report by itself can bear.
    reasons
        Why, one sentence each.
    """

    code: str
    best: str
    reasons: tuple[str, ...]


def suggest_grade(chain: Chain, *, other_origins: int = 0, contradicted: bool = False) -> SuggestedGrade:
    """Suggest a grade for a claim.

    Parameters
    ----------
    chain
        From whom the claim comes.
    other_origins
        Origins of the same claim in other chains and reports that are not among its own.
    contradicted
        Whether another claim of the ledger says the opposite.

    Notes
    -----
    A report says nothing of how reliable its sources have been: the letter stays F. A reliable source does not make a
    claim credible and the reverse, so the digit counts origins alone. A hedge is no grade either.
    """
    origins = chain.independent + other_origins
    reasons = []
    if not chain.origins:
        reasons.append("The report does not say from whom it comes.")
    elif chain.anonymous:
        reasons.append("The report does not name its sources: their reliability cannot be judged.")
    else:
        reasons.append("The report does not show how reliable its sources have been.")
    if origins < 2:
        reasons.append("It rests on one origin at the most: credibility not better than 3.")
    if contradicted:
        reasons.append("Another claim contradicts it: credibility not better than 4.")
    best = "4" if contradicted else "3" if origins < 2 else "2" if chain.anonymous else "1"
    digit = "2" if origins >= 2 and other_origins and not contradicted else "6"
    if digit == "2":
        reasons.append(f"{origins} origins say it: probably true, if they are independent.")
    return SuggestedGrade(f"F{digit}", best, tuple(reasons))
