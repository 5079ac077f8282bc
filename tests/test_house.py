"""Each room of the house imports only rooms on floors below; the analysis rooms never see the file."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "offramp"
FLOORS = {
    "logic": 1,
    "conflict": 2,
    "dossier": 3,
    "reading": 3,
    "stability": 4,
    "evolution": 4,
    "settlement": 5,
    "forecast": 5,
    "figures": 5,
    "brief": 6,
    "api": 7,
    "cli": 8,
}
ANALYSIS = ("stability", "evolution", "settlement", "forecast")
SHARED = (
    "_version",
    "visible",
    "workers",
    "processes",
    "memory",
    "question_error",
)  # the ground floor: no room, used by all


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {name.split(".")[1] for name in modules if name.startswith("offramp.")} - set(SHARED)


@pytest.mark.parametrize("room", FLOORS)
def test_rooms_look_down_only(room: str) -> None:
    for path in (SOURCE / room).rglob("*.py"):
        for other in imported_rooms(path) - {room}:
            assert FLOORS[other] < FLOORS[room], f"{path.name} imports {other}"
            assert room not in ANALYSIS or other != "dossier", f"{path.name} imports the dossier"


def test_every_room_has_its_floor() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert rooms == set(FLOORS)
