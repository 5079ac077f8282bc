"""Dates: what the words of a report say of when, counted from the day it was published."""

from offramp.reading.dates.mention import DateMention
from offramp.reading.dates.tagger import dates

__all__ = ["DateMention", "dates"]
