"""What is taken out of a page before its text is read, and what only looks like it."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from factcheck.read.withdrawn import prune


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("The mill employed 212<sup>1</sup> people.", "The mill employed 212 people."),
        ("It burned.<sup>[12]</sup> Nobody died.", "It burned. Nobody died."),
        ("It burned.<sup class='reference'><a href='#n'>a</a></sup>", "It burned."),
        ("It lost <del>14</del> <ins>12</ins> men.", "It lost  12 men."),
        ("It lost <s>14</s> 12<sup>*</sup> men.", "It lost  12 men."),
        ("It lost <span style='display: none'>14 </span>12 men.", "It lost 12 men."),
        ("It sank.<ol class='references'><li>The Log (1912)</li></ol>", "It sank."),
        ("It made 10<sup>6</sup> sheets.", "It made 106 sheets."),
        ("It made 3 x 10<sup>6</sup> sheets.", "It made 3 x 106 sheets."),
        ("It covers 5 km<sup>2</sup> of land.", "It covers 5 km2 of land."),
        ("It burned on the 4<sup>th</sup> of May.", "It burned on the 4th of May."),
        ("It lost <span>14</span> men.", "It lost 14 men."),
        ("It sank.<ol class='crew'><li>Ann Holm</li></ol>", "It sank.Ann Holm"),
    ],
)
def test_marks_and_struck_words_go_exponents_and_ordinals_stay(shown: str, text: str) -> None:
    page = fromstring(f"<div><p>{shown}</p></div>")
    prune(page)
    assert page.text_content() == text
