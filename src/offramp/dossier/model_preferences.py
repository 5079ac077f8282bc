"""Preferences in the format: statements in order, weights, a ranking, or one of several aims."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from offramp.dossier.entry import Citing
from offramp.dossier.values import ExpressionText, Id, NonNegative, Number, Text, Truth, listed


class Statement(Citing):
    """A preference statement: what the decision maker would rather see true."""

    short_form = "prefer"

    prefer: ExpressionText = Field(description="What the decision maker would rather see true.")
    firm: Truth = Field(True, description="no: its place in the order is uncertain.")


class Weight(Citing):
    """What an expression adds to the value of the states in which it holds."""

    short_form = "weight"

    weight: Number = Field(description="Added to the value of a state in which the expression holds.")
    firm: Truth = Field(True, description="no: the weight is uncertain.")


Tier = Annotated[tuple[Text, ...], BeforeValidator(listed, json_schema_input_type=Text | tuple[Text, ...])]
_ORDERS = ("prioritized", "weights", "ranking")


class Order(Citing):
    """One way to declare an order of states; the classes made from it name the ways in ``alternatives``.

    ``ranking`` holds tiers, best first; each tier the patterns (in graph form, the states) that are tied.
    """

    prioritized: tuple[Statement, ...] | None = Field(None, description="Statements, most important first.")
    weights: Mapping[ExpressionText, Weight] | None = Field(None, description="Expressions and what each is worth.")
    ranking: tuple[Tier, ...] | None = Field(
        None, description="Patterns such as YN- or states, best first; an inner list is tied."
    )


class Aim(Order):
    """One of the possible aims of a decision maker: a type."""

    alternatives = _ORDERS

    title: Text | None = Field(None, description="Name for people; the id when left out.")
    weight: NonNegative | None = Field(
        None, description="Belief before the first event that this is the aim; equal shares when left out."
    )


class Preferences(Order):
    """What a decision maker wants; exactly one of the four ways is given."""

    alternatives = (*_ORDERS, "types")

    types: Annotated[Mapping[Id, Aim], Field(min_length=1)] | None = Field(
        None, description="Incomplete information: one of several possible aims."
    )
