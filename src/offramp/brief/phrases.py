"""Words for settings, expressions, blocks of states and numbers, built from the titles that the dossier gives."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from offramp.brief.grouping import Block
from offramp.conflict.changes import owner
from offramp.conflict.model import Combination, Conflict
from offramp.figures.words import listing

T = TypeVar("T")

Settings = Sequence[tuple[int, bool]]
"""Options (indices) and the value of each."""


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def share(weight: float) -> str:
    """Return a probability in per cent.

    >>> share(0.5), share(1 / 3)
    ('50 %', '33.3 %')
    """
    return f"{round(weight * 100, 1):g} %"


def option_words(conflict: Conflict, option: int, speaker: int | None = None, *, owners: bool = True) -> str:
    """Return an option's title in quotation marks, with its owner's name unless the owner speaks."""
    title = f"“{conflict.options[option].title}”"
    maker = owner(conflict, option)
    return title if maker == speaker or not owners else f"{title} ({conflict.decision_makers[maker].name})"


def settings_words(conflict: Conflict, settings: Settings, left_out: str = "not") -> tuple[str, ...]:
    """Return one phrase for each decision maker of some settings: what it does, and what it does not.

    ``left_out`` is what stands before an option that is not done: "not", or "no longer".
    """
    phrases = []
    for maker in conflict.decision_makers:
        own = [(option, value) for option, value in settings if option in maker.options]
        done = [_title(conflict, option) for option, value in own if value]
        left = [f"{left_out} “{_title(conflict, option)}”" for option, value in own if not value]
        if own:
            phrases.append(f"{maker.name}: {'; '.join(done + left)}")
    return tuple(phrases)


def _title(conflict: Conflict, option: int) -> str:
    return conflict.options[option].title


def changes(conflict: Conflict, state: int, base: int) -> tuple[tuple[int, bool], ...]:
    """Return the options in which a state differs from another, with the state's value."""
    codes = conflict.space.codes
    differing = int(codes[state]) ^ int(codes[base])
    return tuple((k, bool(int(codes[state]) >> k & 1)) for k in range(len(conflict.options)) if differing >> k & 1)


def state_name(conflict: Conflict, state: int) -> str:
    """Return what people call a state: its title, or what differs from the status quo, or all that is done in it."""
    space = conflict.space
    if state in space.names:
        return space.titles.get(state) or space.names[state]
    if conflict.status_quo is None:
        done = [(k, True) for k in range(len(conflict.options)) if int(space.codes[state]) >> k & 1]
        return ". ".join(settings_words(conflict, done)) or "Nobody does anything"
    if state == conflict.status_quo:
        return "As today"
    return "As today, but " + ". ".join(
        settings_words(conflict, changes(conflict, state, conflict.status_quo), "no longer")
    )


def block_name(conflict: Conflict, block: Block) -> str:
    """Return the name of its first state, and what may be either way."""
    if not block.free:
        return state_name(conflict, block.states[0])
    fixed = block_settings(conflict, block)
    either = [option_words(conflict, k) for k in range(len(conflict.options)) if block.free >> k & 1]
    words = ". ".join(settings_words(conflict, fixed, "no longer"))
    start = "As today" if conflict.status_quo is not None else ""
    differing = f"{start}, but {words}" if start and words else words or start or "Nobody does anything"
    return f"{differing}. Either way: {listing(either)}"


def block_settings(conflict: Conflict, block: Block) -> tuple[tuple[int, bool], ...]:
    """Return the settings that all states of a block share and that differ from today (or are done)."""
    today = 0 if conflict.status_quo is None else int(conflict.space.codes[conflict.status_quo])
    differing = (block.code ^ today) & ~block.free
    return tuple((k, bool(block.code >> k & 1)) for k in range(len(conflict.options)) if differing >> k & 1)


def pattern_by_owner(conflict: Conflict, pattern: str) -> str:
    """Return a pattern with a space between the options of one decision maker and the next."""
    if conflict.space.graph_form or len(pattern) != len(conflict.options):
        return pattern
    parts = ["".join(pattern[k] for k in maker.options) for maker in conflict.decision_makers]
    return " ".join(part for part in parts if part)


def case_name(conflict: Conflict, combination: Combination, titles: Mapping[tuple[int, int], str]) -> str:
    """Return a combination of types in words: only those who have more than one; empty where nobody has.

    ``titles`` names each type by decision maker and place.
    """
    return listing(
        f"the aim of {maker.name} is “{titles[dm, combination.types[dm]]}”"
        for dm, maker in enumerate(conflict.decision_makers)
        if len(conflict.types[dm]) > 1
    )


def alike(items: Sequence[T]) -> list[tuple[tuple[int, ...], T]]:
    """Return what is equal once, with the places where it stands, in order of first appearance.

    >>> alike(["a", "b", "a"])
    [((0, 2), 'a'), ((1,), 'b')]
    """
    found: list[tuple[list[int], T]] = []
    for place, item in enumerate(items):
        places = next((places for places, other in found if other == item), None)
        if places is None:
            found.append(([place], item))
        else:
            places.append(place)
    return [(tuple(places), item) for places, item in found]


def strength_words(strength: float | None) -> str:
    """Return how likely a rule is to bind; nothing where it is certain to.

    >>> strength_words(0.8), strength_words(None)
    ('the forecast takes this to bind with probability 80 %, all else for certain', '')
    """
    if strength is None or strength == 1:
        return ""
    return f"the forecast takes this to bind with probability {share(strength)}, all else for certain"
