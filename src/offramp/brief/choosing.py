"""The dilemma of each decision maker in words: its choices now, where each leads, which is safe, what a guess costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from offramp.brief.phrases import capital
from offramp.brief.steps import move_words
from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.figures.words import counted, listing
from offramp.settlement.dilemma import Choice, Dilemma, Gamble, Pays, dilemma
from offramp.settlement.outlook import Rest
from offramp.settlement.wrong_guess import WrongGuess, wrong_guess

_CHOICES = 6  # shown side by side
_ANSWERS = 3
_LARGEST = 1 << 17  # states; beyond, a search for each choice takes too long


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice: what it does, what it is worth now against staying, and for each case where it leads."""

    what: str
    now: str
    leads: tuple[str, ...]
    safe: bool
    best_guess: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class DilemmaView:
    """The choices of one decision maker under one of its own aims.

    Attributes
    ----------
    who, aim
        Its name, and its aim (empty where it has only one).
    against
        What the columns stand for: the combinations of the others' aims; one empty text where all are known.
    choices
        Those that matter: staying, the safe ones, the best for each guess, the best now.
    n_choices
        Number of all.
    costs
        What a wrong guess costs, and the gambles, in sentences.
    """

    who: str
    aim: str
    against: tuple[str, ...]
    choices: tuple[ChoiceView, ...]
    n_choices: int
    costs: tuple[str, ...]
    gambles: tuple[str, ...]


def dilemma_views(conflict: Conflict, titles: Mapping[tuple[int, int], str]) -> tuple[DilemmaView, ...]:
    """Return the dilemma of each decision maker that has a choice, under each of its aims (see :func:`guesses`)."""
    return tuple(_view(guess, titles) for guess in guesses(conflict))


def guesses(conflict: Conflict) -> tuple[WrongGuess, ...]:
    """Return what each choice comes to, for each decision maker that has one in the status quo, under each of its aims.

    Empty without a status quo, and in conflicts too large for a search for each choice.
    """
    start = conflict.status_quo
    if start is None or conflict.n_states > _LARGEST:
        return ()
    return tuple(
        wrong_guess(conflict, dm, combination=combination)
        for dm in range(conflict.n_dms)
        if len(conflict.targets(dm, start))
        for combination in _own_types(conflict, dm)
    )


def _own_types(conflict: Conflict, dm: int) -> Iterator[Combination]:
    likeliest = conflict.likeliest()
    for place in range(len(conflict.types[dm])):
        types = tuple(place if k == dm else own for k, own in enumerate(likeliest.types))
        yield Combination(types, conflict.types[dm][place].weight)


def _view(guess: WrongGuess, titles: Mapping[tuple[int, int], str]) -> DilemmaView:
    conflict, dm, own = guess.conflict, guess.dm, guess.combinations[0].types[guess.dm]
    found = [dilemma(conflict, dm, combination=each) for each in guess.combinations]
    places = _shown(guess, found)
    return DilemmaView(
        who=conflict.decision_makers[dm].name,
        aim=titles.get((dm, own), "") if len(conflict.types[dm]) > 1 else "",
        against=tuple(_case_words(conflict, guess, place, titles) for place in range(len(found))),
        choices=tuple(_choice(guess, found, place) for place in places),
        n_choices=guess.n_choices,
        costs=tuple(_costs(conflict, guess, titles)),
        gambles=tuple(dict.fromkeys(_gamble(one, each) for one in found for each in one.gambles[:2])),
    )


def _shown(guess: WrongGuess, found: list[Dilemma]) -> list[int]:
    """Return the positions of the choices that matter: staying, the best guesses, and one for each way it can end."""
    staying = next(k for k, to in enumerate(guess.choices.tolist()) if to == guess.state)
    by_guarantee = (-guess.guarantee).argsort(kind="stable").tolist()
    first_to_end_so: dict[tuple[str, ...], int] = {}
    for place in [staying, *guess.guess.tolist(), *by_guarantee]:
        ends = tuple(_leads(guess.conflict, _option(one, int(guess.choices[place])).rest) for one in found)
        first_to_end_so.setdefault(ends, place)
    return list(dict.fromkeys([staying, *guess.guess.tolist(), *first_to_end_so.values()]))[:_CHOICES]


def _option(found: Dilemma, to: int) -> Choice:
    return next(each for each in found.choices if each.to == to)


def _choice(guess: WrongGuess, found: list[Dilemma], place: int) -> ChoiceView:
    to, conflict = int(guess.choices[place]), guess.conflict
    options = [_option(one, to) for one in found]
    gained = options[0].levels_gained
    stays = to == guess.state
    return ChoiceView(
        what="Stay as today" if stays else capital(move_words(conflict, guess.state, to)),
        now="today" if stays else "better" if gained > 0 else "worse" if gained < 0 else "the same",
        leads=tuple(_leads(conflict, each.rest) for each in options),
        safe=place in guess.safe,
        best_guess=tuple(k for k, best in enumerate(guess.guess.tolist()) if best == place),
    )


def _leads(conflict: Conflict, rest: Rest) -> str:
    """Return where play comes to rest, by endings."""
    if not rest.settles:
        return "no rest: improvements go round and round"
    titles = dict.fromkeys(
        scenario.title for state in rest.ends.tolist() if (scenario := conflict.scenario(state)) is not None
    )
    if not titles:
        return counted(len(rest.ends), "state")
    return ("stays: " if rest.stands else "") + listing(titles, "or")


def _case_words(conflict: Conflict, guess: WrongGuess, place: int, titles: Mapping[tuple[int, int], str]) -> str:
    types = guess.combinations[place].types
    return listing(
        f"the aim of {conflict.decision_makers[dm].name} is “{titles.get((dm, types[dm]), '')}”" for dm in guess.unknown
    )


def _costs(conflict: Conflict, guess: WrongGuess, titles: Mapping[tuple[int, int], str]) -> Iterator[str]:
    if len(guess.combinations) < 2:
        return
    if len(guess.best_whatever):
        yield "One choice is best whichever of these is true: a wrong guess costs nothing."
        return
    own = guess.conflict.types[guess.dm][guess.combinations[0].types[guess.dm]]
    for guessed in range(len(guess.combinations)):
        for true in range(len(guess.combinations)):
            lost = int(guess.levels_lost[guessed, true])
            if lost:
                yield (
                    f"Acting as if {_case_words(conflict, guess, guessed, titles)}, when in truth "
                    f"{_case_words(conflict, guess, true, titles)}, can cost {lost:,} of the "
                    f"{int(own.level.max()) + 1:,} ranks of its order."
                )


def _gamble(found: Dilemma, gamble: Gamble) -> str:
    """Say a gamble: the move, and the answers that decide it."""
    told = f"{capital(move_words(found.conflict, found.state, gamble.choice.to))}: worse at first"
    for pays, words in ((Pays.ALWAYS, "it pays if"), (Pays.NEVER, "it does not if")):
        answers = dict.fromkeys(_answer_words(found.conflict, gamble, each.step) for each in gamble.decided_by(pays))
        if answers:
            told += f"; {words} {listing(list(answers)[:_ANSWERS], 'or if')}"
    return told


def _answer_words(conflict: Conflict, gamble: Gamble, answer: Step) -> str:
    return (
        f"{conflict.decision_makers[answer.by].name} answers with {move_words(conflict, gamble.choice.to, answer.to)}"
    )
