"""Sentences: where they begin and end."""

from __future__ import annotations

import pytest

from factcheck.language.parser import parse


@pytest.mark.parametrize("title", ["Sgt.", "Capt.", "Det.", "Const.", "Supt.", "Cpl.", "Lt. Col."])
def test_no_sentence_ends_between_a_title_and_a_name(title: str) -> None:
    text = f"The police spokesman {title} Mike Hale said so. He left."
    assert [text[s.start : s.end] for s in next(iter(parse([(text, ())])))] == [
        f"The police spokesman {title} Mike Hale said so.",
        "He left.",
    ]
