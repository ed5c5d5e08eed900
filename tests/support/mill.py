"""A small repository of articles for the tests that follow a team through a working day."""

from __future__ import annotations

from pathlib import Path

ARTICLES = {
    "valley-herald.txt": """\
Fire destroys paper mill at Osterby
Published 14 March 2022

A fire destroyed the paper mill at Osterby on Sunday night, the fire service said.
31 workers were killed in the fire, according to the fire chief, Marit Halvorsen.
The mill employed 212 people.
"We had no chance to save the building," Halvorsen said.
""",
    "river-post.txt": """\
Paper mill burns down in Osterby
Published 14 March 2022

The paper mill in Osterby burned down on Sunday night.
31 workers were killed in the fire, the fire service said on Monday.
The mill, which employed 212 people, belonged to the Brandt group.
"We had no chance to save the building," the fire chief, Marit Halvorsen, said.
""",
    "coast-echo.txt": """\
Mill fire in Osterby
Published 15 March 2022

The paper mill in Osterby was destroyed by a fire on Sunday night.
31 workers were killed in the fire, the police said.
The mill employed 221 people.
It belonged to the Brandt group.
""",
}
# The change on the second day: a figure that the other articles give differently.
EDITED = "river-post.txt"
BEFORE, AFTER = "31 workers were killed", "34 workers were killed"
LINE = 5


def write(folder: Path) -> Path:
    """Write the articles into a new folder under ``folder`` and return its path."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (articles / name).write_text(text, "utf-8")
    return articles
