"""What bears out a sentence of a draft, what stands against it, and what is no evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

import factcheck
from factcheck.errors import InputError
from factcheck.report import verified as reports
from factcheck.report.page import html
from factcheck.settings.config import Config
from factcheck.verification.model import VerifiedClaim, VerifyReport

LEAD = (
    "The ferry Halcyon ran onto a sandbank off Merrow Point early on Tuesday with 64 people aboard."
)


def verify(folder: Path, draft: str, *others: str) -> VerifyReport:
    (folder / "draft.txt").write_text(draft, "utf-8")
    for number, text in enumerate(others, 1):
        (folder / f"other{number}.txt").write_text(text, "utf-8")
    return factcheck.verify(folder / "draft.txt", [folder], Config(use_cache=False))


def claim(verified: VerifyReport, words: str) -> VerifiedClaim:
    return next(c for c in verified.claims if words in c.text)


def test_a_draft_beside_articles_on_something_else_is_told_so(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        "Mayor Odile Brandt opened the new baths in Karnsby on Friday.",
        "The Wombat compiler was sold to Larch Systems for 9 million pounds.",
    )
    assert [c.verdict for c in verified.claims] == ["not found"]
    assert verified.evidence == ()
    assert "0 of 1 articles" in reports.render_text(verified)


def test_a_copy_of_the_draft_is_no_evidence_and_named(tmp_path: Path) -> None:
    draft = f'{LEAD}\n\n"Nobody was hurt," said captain Ines Holloway.\n'
    typeset = draft.replace('"Nobody was hurt,"', "“Nobody was hurt,”").replace("\n\n", "\n\n\n")
    verified = verify(tmp_path, draft, typeset, f"{LEAD} Tugs were sent from Port Garrick.")
    assert [Path(p).name for p in verified.copies] == ["other1.txt"]
    assert [d.id for d in verified.evidence] == ["other2"]
    assert "copy of the draft is no evidence" in reports.render_text(verified)
    assert "copy of the draft is no evidence" in html.render_verified(verified)


def test_an_article_that_differs_in_one_word_is_evidence(tmp_path: Path) -> None:
    verified = verify(tmp_path, LEAD, LEAD.replace("64", "46"))
    assert verified.copies == ()
    assert claim(verified, "64 people").verdict == "contradicted"


def test_nothing_but_copies_is_nothing_to_hold_a_draft_against(tmp_path: Path) -> None:
    for name in ("draft.txt", "copy.txt"):
        (tmp_path / name).write_text(LEAD, "utf-8")
    with pytest.raises(InputError, match=r"but copies of it: .*copy\.txt"):
        factcheck.verify(tmp_path / "draft.txt", [tmp_path / "copy.txt"], Config(use_cache=False))


def test_what_stands_word_for_word_in_the_evidence_is_supported(tmp_path: Path) -> None:
    odd = "Gulls, the harbour office wrote, are a Tuesday matter in Merrow."
    verified = verify(tmp_path, f"{LEAD} {odd}", f"{LEAD} Tugs came. {odd} Then it rained.")
    assert claim(verified, "Gulls").verdict == "supported"
    assert claim(verified, "Gulls").passages[0].text == odd


def test_two_sentences_together_bear_out_one(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        "The ferry Halcyon ran onto a sandbank off Merrow Point early on Tuesday with 64 people "
        "aboard, and all 64 were taken off by 7.40 a.m.",
        "The ferry Halcyon ran onto a sandbank off Merrow Point early on Tuesday. Aboard the ferry "
        "were 64 people. The last people aboard were taken off the ferry at 7.40 a.m.",
    )
    found = verified.claims[0]
    assert found.verdict == "supported"
    assert len(found.passages) > 1


def test_a_figure_that_nobody_gives_is_named(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} The ferry Halcyon was built in 1987 by a yard at Port Garrick.",
        f"{LEAD} The ferry Halcyon was built by a yard at Port Garrick.",
    )
    found = claim(verified, "built")
    assert found.verdict == "not found"
    assert [u.text for u in found.unfound] == ["1987"]


def test_another_figure_in_the_same_words_contradicts(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} The Halcyon had left Port Garrick with 18 lorries on her car deck.",
        f"{LEAD} The Halcyon had left Port Garrick with 13 lorries on her car deck.",
    )
    found = claim(verified, "lorries")
    assert found.verdict == "contradicted"
    page = html.render_verified(verified)
    assert "13" in reports.render_text(verified)
    assert "13" in page


def test_another_figure_of_something_else_does_not(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} The Halcyon carried 18 lorries.",
        f"{LEAD} Tugs pulled for 13 hours, and 22 cars got wet.",
    )
    assert claim(verified, "lorries").verdict == "not found"


def test_a_not_that_the_evidence_does_not_have_contradicts(tmp_path: Path) -> None:
    told = "The captain had sounded the general alarm before the ferry struck the sandbank."
    verified = verify(
        tmp_path, f"{LEAD} {told.replace('had', 'had not')}", f"{LEAD} {told} Tugs came."
    )
    assert claim(verified, "alarm").verdict == "contradicted"


def test_title_and_first_name_of_someone_known_are_no_missing_facts(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} Inspector Margaret Holloway will lead the inquiry into the grounding.",
        f"{LEAD} Holloway will lead the inquiry into the grounding, the ministry said.",
    )
    assert not claim(verified, "inquiry").unfound


def test_the_first_name_of_a_namesake_is_missing(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} Margaret Holloway will lead the inquiry into the grounding.",
        f"{LEAD} Stephen Holloway will lead the inquiry into the grounding, the ministry said.",
    )
    assert claim(verified, "inquiry").verdict != "supported"


def test_questions_and_fragments_are_not_checkable(tmp_path: Path) -> None:
    verified = verify(tmp_path, f"{LEAD} Who is to blame for it? So long.", f"{LEAD} Tugs came.")
    assert claim(verified, "blame").verdict == "not checkable"
    assert claim(verified, "So long").verdict == "not checkable"
    assert claim(verified, "Halcyon").verdict == "supported"
    assert verified.checkable() == 1
    assert verified.score() == {"supported": 1.0, "contradicted": 0.0, "not found": 0.0}


def test_a_not_is_no_contradiction_where_the_evidence_has_it_too(tmp_path: Path) -> None:
    told = "The captain had not sounded the general alarm before the ferry struck the sandbank."
    verified = verify(tmp_path, f"{LEAD} {told}", f"{LEAD} {told} Tugs came from Port Garrick.")
    assert claim(verified, "alarm").verdict == "supported"


def test_words_for_a_few_need_no_evidence(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} Several tugs pulled the ferry Halcyon off the sandbank.",
        f"{LEAD} Tugs pulled the ferry Halcyon off the sandbank.",
    )
    assert not claim(verified, "tugs").unfound


def test_two_people_with_nearly_one_surname_are_no_slip(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} Stephen Hollaway thanked the tugs.",
        f"{LEAD} Ines Holloway, the captain, thanked the tugs.",
    )
    assert claim(verified, "Stephen").verdict == "not found"


def test_only_the_others_are_shown_as_rivals(tmp_path: Path) -> None:
    verified = verify(
        tmp_path,
        f"{LEAD} Captain Ines Holloway stayed aboard. Hollway thanked the tugs. "
        "Holloway has sailed for 20 years.",
        f"{LEAD} Captain Ines Holloway stayed aboard until the tugs came.",
        f"{LEAD} Captain Holloway, who stayed aboard, thanked the tugs.",
    )
    right = claim(verified, "stayed aboard")
    assert right.verdict != "contradicted"
    assert not right.findings
    slip = claim(verified, "Hollway")
    assert slip.verdict == "contradicted"
    told = reports.render_text(verified).split("contradicted", 1)[1]
    assert "in the evidence “Holloway”" in told
    assert "draft.txt" not in told.split("Hollway thanked", 1)[1].split("\n\n")[0]
