"""The endings of a dossier as competing hypotheses, from the links of its ledger."""

from offramp.dossier.consistency import consistency_of, origins_of
from offramp.dossier.model import Dossier
from offramp.figures.words import counted, listing
from offramp.reading.competing import Competing, Hypothesis, Judgement, Mark, Row, Score

MOST_NAMED = 5


def competing_of(dossier: Dossier) -> Competing:
    """Return the matrix of a dossier's accepted claims by its endings."""
    found = consistency_of(dossier)
    accepted = [name for name in found if dossier.evidence[name].status == "accepted"]
    rows = [
        Row(
            name,
            dossier.evidence[name].claim or f"“{dossier.evidence[name].quote}”",
            dossier.evidence[name].grade,
            origins_of(dossier, name),
            {ending: Judgement(Mark(mark), because) for ending, (mark, because) in found[name].items()},
        )
        for name in accepted
        if found[name]
    ]
    hypotheses = tuple(Hypothesis(name, scenario.title or name) for name, scenario in dossier.scenarios.items())
    return Competing(hypotheses, tuple(rows), len(accepted) - len(rows), len(found) - len(accepted))


def _against(title: str, score: Score) -> str:
    counts = f"{counted(score.against, 'claim')} against it, from {counted(score.origins_against, 'origin')}"
    graded = f"{score.inconsistency_well_graded} from claims graded C3 or better"
    return f"{title}: {counts} (inconsistency {score.inconsistency}; {graded})."


def competing_words(found: Competing) -> tuple[str, ...]:
    """Return what the matrix says, in a few sentences; none where nothing in the ledger speaks against any ending."""
    against = [(each, found.score(each.id)) for each in found.hypotheses]
    if not found.least_inconsistent:
        return ()
    titles = {each.id: f"“{each.title}”" for each in found.hypotheses}
    least = found.least_inconsistent
    told = [f"The ledger has least against {listing(titles[name] for name in least)}."]
    told += [_against(titles[each.id], score) for each, score in against if score.against]
    telling = [row for row in found.by_diagnosticity if found.diagnosticity(row) > 1]
    if telling:
        named = "; ".join(row.text.rstrip(".") for row in telling[:MOST_NAMED])
        more = f", and {len(telling) - MOST_NAMED} more" if len(telling) > MOST_NAMED else ""
        told.append(f"What tells the endings apart best: {named}{more}.")
    if found.decisive:
        named = "; ".join(row.text.rstrip(".") for row in found.decisive[:MOST_NAMED])
        told.append(f"This hangs on single claims; without any one of these another ending would stand there: {named}.")
    return tuple(told)
