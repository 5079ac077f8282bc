"""Chain: the links through which a claim reached the report, teller first and origin last."""

from dataclasses import dataclass
from typing import Literal

from offramp.reading.span import Span

Role = Literal["origin", "speaker", "relay", "echo", "venue"]


@dataclass(frozen=True, slots=True)
class Link:
    """One source in a chain.

    Attributes
    ----------
    name
        The actor's name, or the words of the report: "four sources familiar with the call".
    role
        origin (the claim rests on it), speaker (a person or body whose own words or wants they are), relay (passed it
        on), echo (repeated a relay), venue (where it was said).
    span
        Its words in the report.
    count
        How many they are, where the report says so: 4 for "four sources".
    anonymous
        Whether the report keeps back who they are.
    subset_of
        Index of the earlier attribution of whose origin these are some: "three of the sources".
    same_as
        Index of the earlier attribution whose source this is again: "those sources".
    """

    name: str
    role: Role
    span: Span
    count: int | None = None
    anonymous: bool = False
    subset_of: int | None = None
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The links of one attribution.

    Attributes
    ----------
    links
        Teller first, origin last; behind them echoes and venues, which add nothing to whom it comes from.
    tellers
        The chain as a dossier writes it: each step the names that stand in parallel, teller first and origin last.
    origins
        One key for each origin; the same origin has the same key in every chain of a report, a part of it too.
    independent
        How many origins can be independent of one another at the least. News outlets that name no source may all
        rest on one, so they count once together.
    """

    links: tuple[Link, ...]
    tellers: tuple[tuple[str, ...], ...]
    origins: tuple[str, ...]
    independent: int

    @property
    def echoes(self) -> tuple[str, ...]:
        """Those who repeat it without an origin of their own."""
        return tuple(link.name for link in self.links if link.role == "echo")

    @property
    def anonymous(self) -> bool:
        """Whether all origins are anonymous."""
        origins = [link for link in self.links if link.role in ("origin", "speaker")]
        return bool(origins) and all(link.anonymous for link in origins)


def counted_once(chains: "list[Chain] | tuple[Chain, ...]") -> int:
    """Return how many origins several chains of one report rest on, each counted once."""
    return len({origin for chain in chains for origin in chain.origins})
