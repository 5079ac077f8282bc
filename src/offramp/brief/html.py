"""The brief as one self-contained HTML file: no script, no font, no image from elsewhere."""

from importlib.resources import files

from markupsafe import Markup

from offramp.brief.content import BriefContent
from offramp.brief.drawings import endings_drawing, grid_drawing, paths_drawing, timeline_drawing
from offramp.brief.environment import environment
from offramp.brief.forecast_drawings import beliefs_drawing, changes_drawing, curves_drawing
from offramp.brief.ways_drawings import plan_drawing, scatter_drawing


def render_html(content: BriefContent) -> str:
    """Return the brief as HTML.

    Everything from the dossier is escaped; the figures escape their own text. A policy in the page forbids the
    browser to load anything.
    """
    css = files("offramp.brief").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    return environment().get_template("brief.html.j2").render(
        brief=content,
        css=Markup(css),
        timeline=timeline_drawing(content),
        endings_figure=endings_drawing(content),
        scatters=[scatter_drawing(case) for case in content.ways.cases],
        plan_figure=plan_drawing,
        curves=None if content.forecast is None else curves_drawing(content.forecast),
        beliefs_figure=beliefs_drawing,
        changes_figure=changes_drawing,
        path_trees=[paths_drawing(content, place) for place in range(len(content.cases))],
        grids=[grid_drawing(content, place) for place in range(len(content.cases))],
    )  # fmt: skip
