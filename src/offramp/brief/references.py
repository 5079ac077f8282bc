"""What the brief says of its method: each concept in plain words, and the papers."""

from collections.abc import Mapping

from offramp.stability.concepts import Concept

CONCEPT_WORDS: Mapping[Concept, str] = {
    Concept.NASH: "Nobody can move by itself to a state that it likes better.",
    Concept.GMR: "Whoever can do better by itself expects some reply of the others that leaves it no better off, "
    "whether or not that reply is in their interest.",
    Concept.SMR: "As GMR, and after the reply it has no move of its own that would still leave it better off.",
    Concept.SEQ: "As GMR, but only replies count in which every mover does better by its own move: threats must be "
    "credible.",
    Concept.SSEQ: "As SEQ, and after the reply it has no move of its own that would still leave it better off.",
}
"""Each concept in plain words: when nobody leaves a state."""

REFERENCES: tuple[str, ...] = (
    "Kilgour, D. M., Hipel, K. W. & Fang, L. (1987). The graph model for conflicts. Automatica 23(1): 41-55.",
    "Fang, L., Hipel, K. W. & Kilgour, D. M. (1993). Interactive Decision Making: The Graph Model for Conflict "
    "Resolution. Wiley.",
    "Howard, N. (1971). Paradoxes of Rationality: Theory of Metagames and Political Behavior. MIT Press. (GMR, SMR)",
    "Fraser, N. M. & Hipel, K. W. (1984). Conflict Analysis: Models and Resolutions. North-Holland. (SEQ)",
    "Nash, J. (1950). Equilibrium points in n-person games. PNAS 36(1): 48-49; (1951). Non-cooperative games. "
    "Annals of Mathematics 54(2): 286-295.",
    "Rêgo, L. C. & Vieira, G. I. A. (2017). Symmetric sequential stability in the graph model for conflict resolution "
    "with multiple decision makers. Group Decision and Negotiation 26: 775-792. doi:10.1007/s10726-016-9520-8 (SSEQ)",
    "Fang, L., Hipel, K. W., Kilgour, D. M. & Peng, X. (2003). A decision support system for interactive decision "
    "making, part I: model formulation. IEEE Transactions on Systems, Man, and Cybernetics C 33(1): 42-55. "
    "(option prioritization)",
    "Li, K. W., Kilgour, D. M. & Hipel, K. W. (2005). Status quo analysis in the graph model for conflict resolution. "
    "Journal of the Operational Research Society 56(6): 699-707. (what can be reached)",
    "Heuer, R. J. (1999). Psychology of Intelligence Analysis, chapter 8. Center for the Study of Intelligence. (what "
    "speaks against each ending)",
)
"""The papers that define what is computed."""
