"""Tests of the readers of mail: the words of a message, who sent it, and what is attached."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from factcheck.read.article import Article, UnreadableError
from tests.support.reading import TEXT, article, fault, results


def message(text: str = TEXT, subject: str = "Re: Ferry lost", html: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Harbour Post <news@post.example>"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 04 Mar 2014 23:30:00 -0500"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def test_a_mail_gives_its_text_and_who_sent_it_when() -> None:
    result = article(message().as_bytes(), "a.eml")
    assert (result.text, result.title, result.source, result.published) == (
        TEXT, "Ferry lost", "Harbour Post", "2014-03-04",
    )  # fmt: skip
    assert result.anchors is None


def test_a_mail_in_any_encoding_is_decoded() -> None:
    mail = message()
    mail.set_content("The café is lost.", charset="iso-8859-15", cte="base64")
    assert "The café" in article(mail.as_bytes(), "a.eml").text
    long = "The ferry left the quay at noon " + "and came back " * 20 + "at night."
    assert article(message(long).as_bytes(), "a.eml").text == long


def test_the_plain_text_is_read_before_the_html_and_the_html_where_it_is_alone() -> None:
    html = "<style>p{}</style><p>The <b>ferry</b> left.</p><p>It&nbsp;sank. <del>No.</del></p>"
    assert article(message(html=html).as_bytes(), "a.eml").text == TEXT
    mail = message()
    mail.set_content(html, subtype="html")
    text = article(mail.as_bytes(), "a.eml").text
    assert text == "The ferry left.\n\nIt\u00a0sank."


def test_what_another_mail_said_and_the_signature_make_no_claims() -> None:
    text = "The ferry left at noon, and it sank.\n> It left at one.\n\n-- \nAnn, Harbour Post"
    result = article(message(text).as_bytes(), "a.eml")
    assert result.text == text
    assert [result.text[s:e] for s, e in result.excluded] == [
        "> It left at one.", "-- \nAnn, Harbour Post",
    ]  # fmt: skip


def test_a_text_that_was_passed_on_is_what_the_mail_says() -> None:
    result = article(message("See:\n> The ferry left at noon.\n> It sank.").as_bytes(), "a.eml")
    assert result.excluded == ()


def test_articles_that_are_attached_are_read_and_other_files_are_named() -> None:
    mail = message("Two files.")
    mail.add_attachment(b"# Lost\n\nIt sank.", maintype="text", subtype="plain", filename="b.md")
    mail.add_attachment(b"\x89PNG..", maintype="image", subtype="png", filename="c.png")
    first, second, third = results(mail.as_bytes(), "a.eml")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, second.path, second.text) == (
        "Two files.",
        "a.eml/b.md",
        "Lost\n\nIt sank.",
    )
    assert isinstance(third, UnreadableError)
    assert (third.path, third.reason) == ("a.eml/c.png", "is attached and was not read")


def test_an_attached_file_that_cannot_be_read_does_not_lose_the_mail() -> None:
    mail = message("One file.")
    mail.add_attachment(b"{", maintype="application", subtype="json", filename="b.json")
    mail.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="c.zip")
    kinds = [type(result).__name__ for result in results(mail.as_bytes(), "a.eml")]
    assert kinds == ["Article", "UnreadableError", "UnreadableError"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\n\nNo headers here.", "is no mail: it has no headers"),
        (b"Subject: x\n\n", "holds no text"),
        (b"Content-Type: image/png\n\nx", "holds no text"),
    ],
)
def test_what_is_no_mail_is_named(data: bytes, reason: str) -> None:
    assert fault(data, "a.eml") == reason


def test_broken_headers_cost_only_what_they_would_say() -> None:
    data = b"From: =?utf-8?q?=ff?= <<>\nDate: 99 Mar 99999\nSubject: =?x?b?!?=\n\nThe ferry left."
    result = article(data, "a.eml")
    assert (result.text, result.published) == ("The ferry left.", None)


def test_a_header_that_is_far_too_long_is_passed_over() -> None:
    data = b"Subject: Lost\nFrom: " + b"a:b;," * 1_000 + b"\n\nThe ferry left."
    result = article(data, "a.eml")
    assert (result.text, result.title, result.source) == ("The ferry left.", "Lost", None)


def test_a_mailbox_gives_each_message_and_names_the_broken_ones() -> None:
    one = b"Subject: One\n\nThe ferry left.\n>From the quay.\n"
    start = b"From a@b Tue Mar  4 10:00:00 2014\n"
    box = start + one + b"\n" + start + b"Subject: Two\n\n\n"
    box += b"\n" + start + b"Subject: Three\n\nFrom noon on it sank.\n"
    first, second, third = results(box, "a.mbox")
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert (first.name, first.text) == ("1", "The ferry left.\nFrom the quay.")
    assert (third.name, third.text) == ("3", "From noon on it sank.")
    assert isinstance(second, UnreadableError)
    assert (second.path, second.reason) == ("a.mbox (2)", "holds no text")
    assert fault(b"Subject: x\n\nNo box.", "a.mbox").startswith("does not begin as a mailbox")
