"""Files of four kinds become frozen articles; what cannot be read says what is wrong and what would be right."""

import hashlib
import time
from datetime import date
from pathlib import Path

import pytest

from offramp.reading.ingest import LARGEST, ReadingError, from_html, from_markdown, from_text, read_file
from reading.pdf_file import pdf_file
from reading.reports import FOLDER, read, text_of

SENTENCES = (
    "The mediator said the “talks” would go on in the château. Nothing was agreed on the first day of the week.\n"
)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_is_frozen_as_it_stands() -> None:
    article = read("lakes.txt")
    assert article.text == text_of("lakes.txt")
    assert article.sha256 == hashlib.sha256((FOLDER / "lakes.txt").read_bytes()).hexdigest()
    assert not article.extracted
    assert article.language == "en"


def test_mark_and_line_ends_go_and_nothing_else() -> None:
    assert from_text("\ufeffOne  line.\r\nTwo.\rThree.\n").text == "One  line.\nTwo.\nThree.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "a.txt", (SENTENCES * 3).encode(encoding))
    assert read_file(path, published=date(2025, 1, 1)).text == SENTENCES * 3


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    article = read_file(written(tmp_path, "a.txt", SENTENCES.encode("cp1252")))
    assert article.text == SENTENCES
    assert any("Windows-1252" in note for note in article.notes)


def test_declared_charset_of_a_page(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{"Rząd ogłosił strajk. " * 20}</p></body></html>'
    assert "Rząd ogłosił" in read_file(written(tmp_path, "a.html", page.encode("iso-8859-2"))).text


def test_utf_8_with_a_few_lost_bytes(tmp_path: Path) -> None:
    article = read_file(written(tmp_path, "a.txt", SENTENCES.encode() * 50 + b"\xff end of it"))
    assert article.text.startswith(SENTENCES)
    assert any("lost" in note for note in article.notes)


def test_wrong_decoding_on_the_way_is_put_right_and_quotes_stay_curled() -> None:
    article = from_text(SENTENCES.replace("â", "").encode().decode("cp1252", "replace"))
    assert "“talks”" in article.text or "�" in article.text
    mended = from_text("The minister said it wasnâ€™t true, and the talks in MÃ¼nchen went on.")
    assert mended.text == "The minister said it wasn’t true, and the talks in München went on."
    assert mended.extracted
    assert any("put right" in note for note in mended.notes)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (bytes(range(256)) * 20, "binary file"),
        (b"PK\x03\x04" + b"x" * 50, "zip, Word or Excel"),
        (b"\x89PNG\r\n", "picture"),
        (b"{\\rtf1 hello}", "RTF"),
    ],
)
def test_no_report(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as raised:
        read_file(written(tmp_path, "a.txt", data))
    assert all(problem.startswith(str(tmp_path)) for problem in raised.value.problems)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_file(tmp_path / "nothing.txt")
    with pytest.raises(ReadingError, match="folder"):
        read_file(tmp_path)


def test_too_large_is_refused_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ReadingError, match="at most 20,000,000"):
        read_file(path)


def test_all_problems_at_once() -> None:
    with pytest.raises(ReadingError) as raised:
        from_text("\0" * (LARGEST + 1))
    assert len(raised.value.problems) == 2


def test_damaged_pdf(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="PDF file"):
        read_file(written(tmp_path, "a.pdf", b"%PDF-1.7 nonsense"))


def test_pdf_without_text_and_with_a_password(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "blank.pdf")
    with pytest.raises(ReadingError, match="no text"):
        read_file(tmp_path / "blank.pdf")


def test_pdf_lines_become_paragraphs_without_running_heads(tmp_path: Path) -> None:
    page = [
        "The two sides of the strait met for the fourth time and agreed on a nego-",
        "tiation plan that the mediator had put on the table in the first week of",
        "the year.",
        "Nobody was happy with it, said a person close to the talks, but nobody had",
        "a better one to offer.",
    ]
    pages = [["The Harbour Post", *page, str(number)] for number in (1, 2, 3)]
    article = read_file(written(tmp_path, "a.pdf", pdf_file(pages)), published=date(2025, 1, 1))
    paragraphs = article.text.split("\n")
    assert len(paragraphs) == 6
    assert "agreed on a negotiation plan that the mediator" in paragraphs[0]
    assert "Harbour Post" not in article.text
    assert article.extracted


def test_html_page() -> None:
    article = read("pipeline.html")
    assert article.published == date(2024, 10, 16)
    assert article.publisher == "The Northern Wire"
    assert article.url == "https://wire.example.org/world/sarn-pipeline"
    assert article.title == "Sarn threatens to shut pipeline as talks falter"
    assert article.extracted
    for gone in ("nobody ever", "Read more", "newsletter", "Subscribe", "tracking", "All rights"):
        assert gone not in article.text
    assert "- Arbitration in Geneva" in article.text


def test_published_argument_goes_before_the_page() -> None:
    assert read_file(FOLDER / "pipeline.html", published=date(2020, 1, 1)).published == date(2020, 1, 1)


def test_page_without_text() -> None:
    with pytest.raises(ReadingError, match="no text"):
        from_html("<html><body><script>load()</script></body></html>")


def test_page_of_five_megabytes_in_seconds(tmp_path: Path) -> None:
    script = "<script>" + "var x = 1;" * 490_000 + "</script>"
    paragraphs = "".join(f"<p>On day {day} the talks went on. {SENTENCES}</p>" for day in range(200))
    page = f"<html><head>{script}</head><body><article>{paragraphs}</article></body></html>"
    started = time.process_time()
    article = read_file(written(tmp_path, "big.html", page.encode()))
    assert time.process_time() - started < 20
    assert article.text.count("The mediator") == 200


def test_markdown_has_no_markup() -> None:
    article = read("ferries.md")
    assert article.published == date(2025, 6, 18)
    assert article.publisher == "The Harbour Post"
    assert (
        "said on Tuesday they would keep all 14 boats in port until the owners restored a pension plan" in article.text
    )
    for mark in ("**", "](", "# ", "---", "*unchanged*"):
        assert mark not in article.text
    assert "- Full pay for the days of the strike." in article.text


def test_markdown_soft_breaks_and_pictures() -> None:
    assert from_markdown("One\ntwo ![alt](x.png) three.\n\n`code` [link](u)").text == "One two three.\ncode link"


def test_no_publication_date_is_said() -> None:
    assert any("No publication date" in note for note in from_text(SENTENCES).notes)
    assert not any("No publication date" in note for note in from_text(SENTENCES, published=date(2025, 1, 1)).notes)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ana Ruiz | 3 December 2025", date(2025, 12, 3)),
        ("Published: Dec. 3, 2025 10:15 GMT", date(2025, 12, 3)),
        ("Updated 2025-12-04\nPublished 2025-12-03", date(2025, 12, 3)),
        ("The pact of 3 December 2025 failed.", None),
        ("Published 03/04/2025", None),  # two readings
    ],
)
def test_printed_publication_date(line: str, day: date | None) -> None:
    article = from_text(f"Talks fail once again\n{line}\n{SENTENCES}")
    assert article.published == day
    assert article.title == "Talks fail once again"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "El gobierno de la isla dijo que no hay acuerdo con los obreros y que se cerrará el puerto según la ley. ",
            "es",
        ),
        (
            "Die Regierung hat erklärt, dass der Hafen nicht geschlossen wird und die Gespräche weitergehen. ",
            "de",
        ),
        ("Правительство заявило, что порт не будет закрыт и что переговоры продолжатся на следующей неделе. ", "ru"),
        ("Уряд заявив, що порт не буде закрито і що переговори триватимуть наступного тижня. ", "uk"),
        ("政府表示港口不会关闭，谈判将于下周继续。", "zh"),
    ],
)
def test_other_languages_are_said_and_not_mangled(text: str, language: str) -> None:
    article = from_text(text * 3)
    assert article.language == language
    assert article.text == text * 3
    assert any("read English" in note for note in article.notes)


def test_a_few_words_have_no_language() -> None:
    assert from_text("Talks failed.").language is None
