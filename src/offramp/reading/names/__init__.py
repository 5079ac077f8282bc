"""Names: which words of a report name one and the same actor."""

from offramp.reading.names.actor import Actor, Mention, Names
from offramp.reading.names.find import find_names

__all__ = ["Actor", "Mention", "Names", "find_names"]
