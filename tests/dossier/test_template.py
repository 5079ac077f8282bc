import pytest

from offramp.dossier.check import check_examined
from offramp.dossier.load import examine_bytes
from offramp.dossier.model import Dossier
from offramp.dossier.template import new_dossier


def read(title: str) -> Dossier:
    examination = examine_bytes(new_dossier(title).encode(), "new.yaml")
    assert examination.problems == ()
    assert examination.model is not None
    return examination.model


@pytest.mark.parametrize(
    "title", ["River", "A: b", "#1", '"quoted"', "'x'", "{x}", "yes", "  two\n lines ", "{title}", "ä"]
)
def test_any_title_gives_a_sound_dossier(title: str) -> None:
    assert read(title).title == " ".join(title.split())


def test_a_blank_title_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a title"):
        new_dossier(" \n")


def test_it_is_an_example_with_comments() -> None:
    text = new_dossier("River")
    assert text.count("#") > 15
    model = read("River")
    assert len(model.decision_makers) == 2
    assert all(dm.preferences and dm.preferences.prioritized for dm in model.decision_makers.values())
    assert list(model.scenarios)[-1] == "present"
    assert model.timeline
    assert model.deadlines
    assert model.package


def test_it_passes_check_without_any_remark() -> None:
    assert check_examined(examine_bytes(new_dossier("River").encode(), "new.yaml")).problems == ()
