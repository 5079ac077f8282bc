"""The briefs that the tests of this folder read, each written once."""

from pathlib import Path

import pytest

from offramp.brief.content import BriefContent, Stamp, brief_content
from offramp.dossier.build import BuiltDossier
from offramp.dossier.check import load_dossier

RIVER = Path(__file__).parent / "river.yaml"
VENEZUELA = Path(__file__).parents[2] / "dossiers" / "venezuela-2025.yaml"
STAMP = Stamp("9.9.9", "river.yaml", "offramp report river.yaml -o brief.html")


@pytest.fixture(scope="session")
def river() -> BuiltDossier:
    return load_dossier(RIVER)


@pytest.fixture(scope="session")
def river_brief(river: BuiltDossier) -> BriefContent:
    return brief_content(river, STAMP)


@pytest.fixture(scope="session")
def venezuela_brief() -> BriefContent:
    return brief_content(load_dossier(VENEZUELA), STAMP)
