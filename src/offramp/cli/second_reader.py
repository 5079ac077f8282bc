"""The second reader on the command line: set up from environment variables, its troubles told on standard error."""

import os
from typing import TYPE_CHECKING

from offramp.cli.output import progress, say
from offramp.figures.words import counted

if TYPE_CHECKING:
    from offramp.reading.article import Article
    from offramp.reading.attribution.model import Attribution


def second_attributions(article: "Article", *, verbose: bool = False) -> "tuple[Attribution, ...]":
    """Return what the second reader finds in a report; nothing where it cannot be asked, which is told.

    Raises
    ------
    offramp.reading.second_reader.SecondReaderError
        When the environment does not say where it is, or httpx is not installed.
    """
    from offramp.reading.second_reader import endpoint_from_environment, second_reading
    from offramp.reading.structure import structure

    endpoint = endpoint_from_environment(os.environ)
    with progress(f"asking {endpoint.model} at {endpoint.host}"):
        found = second_reading(article, structure(article), endpoint)
    for problem in found.problems:
        say(f"second reader: {problem}")
    if found.parts_read < found.parts:
        say(f"second reader: {found.parts_read} of {found.parts} parts were read; the rules read all of it")
    if found.dropped:
        say(f"second reader: {counted(len(found.dropped), 'item')} dropped: the report does not bear them out")
    for each in found.dropped if verbose else ():
        say(f"  dropped: “{' '.join(each.words.split())[:100]}”: {each.why}")
    return found.attributions
