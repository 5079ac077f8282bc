"""Attribution by rules: who is said to hold, want or decree what, each a source, a cue and a content.

A light grammar (`grammar`) tags and chunks each paragraph; the rules (`rules`) propose attributions by the words that
attribute (`lexicon`); `resolve` chooses among those that overlap and nests those within others; `spread` joins what
reaches beyond a paragraph. The docs page docs/attribution.md lists the families, what they miss, and how they measure.
"""

from offramp.reading.attribution.engine import LEAST, attributions
from offramp.reading.attribution.model import Attribution

__all__ = ["LEAST", "Attribution", "attributions"]
