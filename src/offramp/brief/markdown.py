"""The brief as Markdown: the same words, with tables in place of figures."""

import re

from offramp.brief.content import BriefContent
from offramp.brief.drawings import endings_drawing
from offramp.brief.environment import environment


def render_markdown(content: BriefContent) -> str:
    """Return the brief as Markdown (CommonMark with pipe tables)."""
    template = environment().get_template("brief.md.j2")
    text = template.render(brief=content, endings_figure=endings_drawing(content))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
