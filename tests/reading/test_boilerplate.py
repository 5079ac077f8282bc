"""Lines of a pasted page that are not the report are left out; lines of the report never are."""

import pytest

from offramp.reading.boilerplate import boilerplate, why_not_report
from reading.reports import PUBLISHED, read


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Island bakers raise their prices",
        "READ MORE: Five charts",
        "Related stories",
        "More on this story",
        "You may also like",
        "Top Comments",
        "12 Comments",
        "No comments for this story",
        "Be the first to comment",
        "Leave a reply",
        "Please log in or register (it’s free!) to comment.",
        "Sign in with Google",
        "Login with Facebook",
        "Disclaimer & comment rules",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Follow us on X for more",
        "Sign up for our daily newsletter",
        "Get it delivered: subscribe now to your inbox",
        "We use cookies to improve your visit",
        "Advertisement",
        "Sponsored content",
        "Story continues below advertisement",
        "© 2025 The Wire",
        "All rights reserved.",
        "Photo: Ana Ruiz / Wire",
        "5 min read",
        "Back to top",
        "Home | World | Sport",
        "Tags: gas, debt",
    ],
)
def test_not_the_report(line: str) -> None:
    assert why_not_report(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the ministry closed the border.",
        "More on Tuesday would have been too much, the envoy said.",
        "Comments by the minister angered the crews.",
        "Register offices stayed shut, officials said.",
        "Subscribe to this plan, he told the creditors, or lose everything.",
        "Advertisement of the vacancy began in May.",
        "Watch: he said he would watch.",
        "The discussion went on.",
        "“Read more history,” she told the general.",
        "Photographs seen by the court show the ship.",
        "Lifting of the sanctions on roughly 100 officials.",
    ],
)
def test_the_report(line: str) -> None:
    assert why_not_report(line) is None


def test_all_after_the_comments_goes() -> None:
    body = "The two sides met for the fourth time and agreed on nothing at all.\n" * 3
    text = f"{body}Comments\nolek\nThey are all liars and it will never end, I can tell you that for sure.\n"
    (left,) = boilerplate(text)
    assert left.span.of(text) == text[len(body) :].strip()


def test_a_link_to_the_comments_above_the_report_cuts_nothing_else() -> None:
    text = "Comments\n" + "The two sides met for the fourth time and agreed on nothing at all.\n" * 3
    assert [left.span.of(text) for left in boilerplate(text)] == ["Comments"]


def test_titles_below_a_links_heading_go_with_it() -> None:
    text = "Related stories\nPort closed for a week\nBakers raise prices\nThe two sides met again, officials said.\n"
    assert [left.span.of(text) for left in boilerplate(text)] == text.split("\n")[:3]


@pytest.mark.parametrize("name", PUBLISHED)
def test_own_reports_leak_nothing_and_lose_nothing(name: str) -> None:
    article = read(name)
    left = " ".join(article.words(part.span) for part in article.left_out)
    kept = article.text
    for part in article.left_out:
        kept = kept.replace(article.words(part.span), "")
    for gone in ("drain it", "log in", "Read also", "Advertisement", "Comments", "Facebook", "newsletter"):
        assert gone not in kept
    assert not any(word in left for word in ("said", "officials", "demands", "Kron", "pension"))
