"""Names, titles, seats of government and descriptions that mean one actor."""

import tomllib
from importlib.resources import files

import pytest

from offramp.reading.article import Article
from offramp.reading.ingest import from_text
from offramp.reading.names import Actor, find_names
from reading.reports import read

NORD = (
    "US President Ann Lee met Sen. Tim Ortega on Monday. Lee said the talks with Venezuela were over. The US president "
    "left. “We tried,” Ortega said. Washington is angry; the White House will not say why. Caracas denied it, and the "
    "Venezuelan government called Ms. Lee a liar."
)


def mentions(article: Article, name: str) -> list[tuple[str, str]]:
    actor = find_names(article).named(name)
    assert actor is not None
    return [(article.words(mention.extent), mention.how) for mention in actor.mentions]


def test_person_with_title_surname_and_office() -> None:
    assert mentions(from_text(NORD), "Ann Lee") == [
        ("US President Ann Lee", "name"), ("Lee", "part of name"), ("The US president", "title"),
        ("Ms. Lee", "part of name"),
    ]  # fmt: skip


def test_seats_of_government_mean_the_country() -> None:
    assert mentions(from_text(NORD), "United States") == [("Washington", "metonym"), ("White House", "metonym")]
    assert mentions(from_text(NORD), "Venezuela") == [
        ("Venezuela", "name"), ("Caracas", "metonym"), ("the Venezuelan government", "government"),
    ]  # fmt: skip


def test_leader_without_a_title_is_bound_by_the_sentence() -> None:
    article = from_text(
        "The Norwegian leader was ready to go. Kim Dahl will do it, an aide said when asked whether the Norwegian "
        "leader had agreed."
    )
    assert mentions(article, "Kim Dahl") == [
        ("The Norwegian leader", "title"), ("Kim Dahl", "name"), ("the Norwegian leader", "title"),
    ]  # fmt: skip


def test_leader_of_a_place_that_no_table_knows() -> None:
    article = read("lakes.txt")
    assert ("The Orlan prime minister", "title") in mentions(article, "Pavel Oress")
    assert ("The Velmark president", "title") in mentions(article, "Edda Kron")


def test_two_who_share_a_surname() -> None:
    article = from_text("Ann Lee met Bob Lee in Oslo. Lee smiled. Ann Lee left. Lee waved.")
    assert len(mentions(article, "Bob Lee")) == 2
    assert len(mentions(article, "Ann Lee")) == 3


def test_spellings_of_one_name() -> None:
    article = from_text("President Olena Zelenskyy spoke. Later Olena Zelensky left. Nicolás Marr met Nicolas Marr.")
    assert [actor.name for actor in find_names(article).actors] == ["Olena Zelenskyy", "Nicolás Marr"]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("He told Reuters that it was over.", "media", "Reuters"),
        ("He told France 24 that it was over.", "media", "France 24"),
        ("He told the Lake Courier that it was over.", "media", "Lake Courier"),
        ("The Water Committee met.", "organisation", "Water Committee"),
        ("The International Criminal Court met.", "organisation", "International Criminal Court"),
        ("The Cartel of the Suns met.", "organisation", "Cartel of the Suns"),
        ("Ministers of NATO met.", "organisation", "NATO"),
        ("The Kremlin denied it.", "country", "Russia"),
        ("Bosnia and Herzegovina denied it.", "country", "Bosnia and Herzegovina"),
        ("They spoke to union leader Marit Sand.", "person", "Marit Sand"),
        ("It was Ruth Aker, the mediator, who left.", "person", "Ruth Aker"),
    ],
)
def test_kind(text: str, kind: str, name: str) -> None:
    (actor,) = find_names(from_text(text)).actors
    assert (actor.kind, actor.name) == (kind, name)


@pytest.mark.parametrize(
    "text",
    ["On Monday it rained.", "Talks failed.", "However, nothing moved.", "Analysts say no.", "“Never,” he said."],
)
def test_capitals_that_name_nobody(text: str) -> None:
    assert find_names(from_text(text)).actors == ()


def test_actor_of_prefers_people() -> None:
    article = from_text(NORD)
    names = find_names(article)
    person: Actor | None = names.actor_of(names.actors[0].mentions[0].extent)
    assert person is not None
    assert person.name == "Ann Lee"
    assert person.country == "US"
    last = names.last_before(article.text.index("met Sen."))
    assert last is not None
    assert last.name == "Ann Lee"


def test_every_country_has_three_columns_and_its_own_capital() -> None:
    table = tomllib.loads(files("offramp.reading.names").joinpath("countries.toml").read_text(encoding="utf-8"))
    assert len(table) >= 195
    assert all(len(row) == 3 and row[0] for row in table.values())
    seats = [seat for row in table.values() for seat in row[2].split("; ") if seat]
    assert len(seats) == len(set(seats))
