"""A dossier loaded, and what can be asked of it."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from offramp._version import __version__
from offramp.api.evolved import Evolved
from offramp.api.explained import Explained
from offramp.api.listing import StateListing, list_states
from offramp.api.solved import Solved, fitting_combinations, solve_all
from offramp.api.sought import AT_MOST
from offramp.api.state_argument import find_state
from offramp.conflict.model import Conflict
from offramp.dossier.build import BuiltDossier
from offramp.dossier.check import load_dossier
from offramp.stability.concepts import Concept
from offramp.stability.explain import Explainer
from offramp.stability.solve import solve

if TYPE_CHECKING:
    from offramp.api.competing import CompetingEndings
    from offramp.api.deals import Deals
    from offramp.api.forecasted import Forecasted
    from offramp.figures.figure import Figure


@dataclass(frozen=True, eq=False)
class Analysis:
    """A dossier with its conflict: the one value that notebooks, the command line and the workbench start from.

    Attributes
    ----------
    built
        The dossier and the conflict that it describes.
    """

    built: BuiltDossier

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.built.conflict

    def solve(
        self, concepts: Sequence[Concept | str] = tuple(Concept), types: Mapping[str, str] | None = None
    ) -> Solved:
        """Return which states are stable, for whom, under which concepts, for every combination of types.

        Parameters
        ----------
        concepts
            Short names such as ``"seq"``.
        types
            Fix the type of some decision makers, by ids.
        """
        return solve_all(self.conflict, [Concept(concept) for concept in concepts], types)

    def explain(
        self,
        state: str | int,
        dm: str | None = None,
        concept: Concept | str | Sequence[Concept] | None = None,
        types: Mapping[str, str] | None = None,
    ) -> Explained:
        """Return why a state is stable or not, with a witness.

        Parameters
        ----------
        state
            A number from 1, a pattern, ``id:NAME`` or ``sq``.
        dm, concept
            Which decision maker and concept (or concepts); all of them when left out.
        types
            Fix the type of some decision makers; the likeliest combination of what is left is taken.

        Raises
        ------
        StateArgumentError
            When there is no such state.
        KeyError
            When the decision maker or the type is unknown.
        """
        conflict = self.conflict
        index = find_state(conflict, state)
        combination = fitting_combinations(conflict, types)[0]
        dms = range(conflict.n_dms) if dm is None else [conflict.dm_index(dm)]
        single = isinstance(concept, str)  # a Concept is one too
        concepts = [Concept(concept)] if isinstance(concept, str) else list(concept or Concept)
        explainer = Explainer(conflict, combination)
        found = tuple(explainer.explain(index, each, named) for each in dms for named in concepts)
        return Explained(conflict, index, combination, found, single=dm is not None and single)

    def states(self, types: Mapping[str, str] | None = None) -> StateListing:
        """Return the feasible states, what each constraint removes, and each decision maker's ranking and moves."""
        return list_states(self.built, fitting_combinations(self.conflict, types)[0])

    def paths(
        self,
        start: str | int = "sq",
        concept: Concept | str = Concept.SEQ,
        types: Mapping[str, str] | None = None,
        *,
        allow: Mapping[str, str] | None = None,
        to: str | int | None = None,
        longest: int | None = None,
        at_most: int = AT_MOST,
        revisit: bool = False,
        holding: bool = False,
        coalitions: bool = False,
    ) -> Evolved:
        """Return what a state leads to, by moves and by improvements, and the ways there.

        Parameters
        ----------
        start
            A number from 1, a pattern, ``id:NAME`` or ``sq``.
        concept
            Under which concept a state counts as holding.
        types
            Fix the type of some decision makers; the likeliest combination of what is left is taken.
        allow
            What some decision makers may do besides improving, by id (``"all"``: everybody): ``"equal"`` for moves that
            leave it no worse off, ``"any"`` for all its moves.
        to
            List the paths to a state, or to the ending with this id: of the moves that ``allow`` gives; without it,
            of improvements where they lead there, else of any moves.
        longest
            List the paths of up to so many moves, not only the shortest.
        at_most
            List no more than so many paths.
        revisit
            With ``longest``, list also paths that visit a state twice.
        holding
            With ``to``, only to states that hold.
        coalitions
            Look at what coalitions can bring about together.

        Raises
        ------
        offramp.api.state_argument.StateArgumentError
            When there is no such state or ending.
        offramp.api.paths_arguments.PathsError
            When the question makes no sense.
        """
        from offramp.api.paths_question import Question, answer

        conflict, named = self.conflict, Concept(concept)
        combination = fitting_combinations(conflict, types)[0]
        question = Question(allow, to, longest, at_most, revisit, holding, coalitions)
        return answer(question, solve(conflict, combination, [named]), find_state(conflict, start), named)

    def deals(
        self,
        concept: Concept | str = Concept.SEQ,
        types: Mapping[str, str] | None = None,
        reservation: Sequence[str] | None = None,
        *,
        most: int = 12,
    ) -> "Deals":
        """Return what could be settled: who accepts it, who breaks it, what repairs that, in what order it is done.

        Parameters
        ----------
        concept
            Under which a package is to hold, for guarantees and step plans.
        types
            Fix the type of some decision makers; every combination of what is left is looked at.
        reservation
            What happens without a deal: a state for all, ``"forecast"`` for what the forecast expects at its horizon,
            or ``"DM=NUMBER"`` for one; the status quo when left out.
        most
            Packages to look at closely.

        Raises
        ------
        offramp.settlement.package_set.PackageError
            When there is no package, or the question makes no sense.
        """
        from offramp.api.deals import assessments, find_deals
        from offramp.api.reservation_argument import no_deal_of
        from offramp.dossier.announcements import announcements_of
        from offramp.dossier.offers import offers_of
        from offramp.settlement.package_set import PackageError

        package, named = self.built.package, Concept(concept)
        if package is None:
            raise PackageError(["the dossier has no package: say what can be put on the table under package: terms:"])
        combinations = fitting_combinations(self.conflict, types)
        no_deal = no_deal_of(self.conflict, reservation, forecast=self._expected_without_deal)
        found = assessments(self.conflict, package, combinations, named, no_deal)
        made, said = offers_of(self.built), announcements_of(self.built)
        return find_deals(self.conflict, found, made, said, named, most)

    def _expected_without_deal(self) -> tuple[str, Mapping[int, float]]:
        """Return what the forecast expects each party to have at its horizon, and what that is called."""
        from offramp.brief.forecast_inputs import forecast_inputs
        from offramp.forecast.deadlines import stages_with
        from offramp.forecast.draws import draw
        from offramp.forecast.expectation import MOST_DRAWS, expected_values
        from offramp.forecast.menus import menus_of

        inputs = forecast_inputs(self.built)
        conflict = inputs.conflict
        assert conflict.status_quo is not None  # one of the problems of the inputs otherwise
        draws = draw(conflict, inputs.values, inputs.uncertainty, MOST_DRAWS, 0, inputs.held)
        day = float(inputs.days[-1])
        stages = stages_with(conflict, menus_of(conflict), inputs.deadlines)
        expected = expected_values(draws, stages, conflict.status_quo, day, inputs.values)
        parties = () if self.built.package is None else self.built.package.parties
        name = f"what the forecast expects on {inputs.on(day) or f'day {day:g}'}"
        return name, {dm: float(expected[dm]) for dm in parties}

    def forecast(
        self,
        horizon: int | date | None = None,
        *,
        draws: int | None = None,
        seed: int = 0,
        foresight: int | None = None,
        last_movers: bool = False,
        update: bool = True,
        words: float | None = None,
        silence: bool = False,
        doubt: float | None = None,
        threads: int | None = None,
        scheduler: str | None = None,
        progress: Callable[[int], None] | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> "Forecasted":
        """Return how likely each ending is by when, with its spread, and what the moves so far say of hidden aims.

        Parameters
        ----------
        horizon
            Days to look ahead, or the last day; what the dossier says, or else 180 days.
        draws, seed
            How many draws of what is uncertain (1,000 when left out), and from which seed.
        foresight
            Further replies that everybody reckons with, in place of what the dossier or the defaults say.
        last_movers
            Whether nobody may move twice in a row.
        update, words, silence
            Whether beliefs about types are updated by the timeline, how much words weigh (0.3), and whether days
            without an act count.
        doubt
            The weight of a forecast that knows nothing but the names of the endings, in [0, 1] (0.25).
        threads, progress
            How many threads share the work; called with the number of draws done since it was last called.
        scheduler, tell
            Address of the scheduler of a Dask cluster that does the work (``pip install offramp[cluster]``), with the
            same numbers; called with a sentence when the cluster is lost and the rest is done on this machine.

        Raises
        ------
        offramp.brief.forecast_error.ForecastError
            When there is no status quo, no ending or no future to look at, or the cluster cannot be used.
        ValueError
            When a number makes no sense.
        """
        from offramp.api.forecasted import Forecasted
        from offramp.brief.forecast_inputs import forecast_inputs
        from offramp.brief.forecast_run import run_forecast
        from offramp.dossier.observed import WORDS
        from offramp.forecast.defaults import DOUBT, DRAWS

        inputs = forecast_inputs(
            self.built,
            horizon,
            foresight=foresight,
            update=update,
            words=WORDS if words is None else words,
            silence=silence,
        )
        found = run_forecast(
            inputs,
            DRAWS if draws is None else draws,
            seed,
            alternating=last_movers,
            doubt=DOUBT if doubt is None else doubt,
            threads=threads,
            scheduler=scheduler,
            progress=progress,
            tell=tell,
        )
        return Forecasted(self.built.model.title, self.built.document.sha256, found)

    def competing(self) -> "CompetingEndings":
        """Return the claims of the ledger against the endings: what speaks against each (Heuer 1999)."""
        from offramp.api.competing import CompetingEndings
        from offramp.brief.competing import competing_of

        return CompetingEndings(self.built.model.title, competing_of(self.built.model))

    def figure(self, concept: Concept | str = Concept.SEQ) -> "Figure":
        """Return the picture of the conflict: states on a grid of strategies, equilibria of a concept ringed."""
        from offramp.figures.strategy_grid import strategy_grid

        return strategy_grid(self.conflict, self.solve([concept]).solution, concept=Concept(concept))

    def report(self, target: str | Path, command: str | None = None) -> Path:
        """Write the brief and return where it is.

        Parameters
        ----------
        target
            ``.html`` or ``.md``.
        command
            The command that makes it, for the stamp; the command line's when left out.

        Raises
        ------
        offramp.brief.write.BriefError
            When it cannot be written.
        """
        from offramp.brief.content import Stamp
        from offramp.brief.write import write_brief

        file = os.path.relpath(self.built.path)
        command = command or f"offramp report {file} -o {Path(target).name}"
        return write_brief(self.built, target, Stamp(__version__, self.built.path.name, command))


def load_analysis(path: str | Path, variant: str | None = None) -> Analysis:
    """Load a dossier; see :func:`offramp.load`."""
    return Analysis(load_dossier(path, variant))
