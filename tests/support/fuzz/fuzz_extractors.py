"""Coverage-guided fuzzing of the extractors: any text becomes claims with values.

python -m tests.support.fuzz.fuzz_extractors -max_total_time=600 CORPUS_FOLDER
"""

from __future__ import annotations

import sys

# Words that values are made of, so that the search need not find them letter by letter.
PIECES = (
    "five", "1,200", "3.5", "$19 million", "£5", "€1bn", "50 percent", "5%", "about", "at least",
    "dozens of", "May 3, 2013", "on Friday", "last week", "9:40 p.m.", "Tuesday, Nov. 20", "2004",
    "Ann Quayle", "Mr. Quayle", "Quayle's", "the U.S.", "U.N.", "London", "people", "were killed",
    "died", "said", "“", "”", '"', "'", "’s", "...", "…", "[", "]", "(", ")", "--", "–", "-", "/",
    "not", "km", "miles", "75-year-old", "1st", "twenty-one", "and", "\n\n", "\n", ". ", ", ", " ",
    "\u00a0", "\u00ad", "\u200b", "ﬁ", "e\u0301", "🚢", "3/4", "½", "10-12", "1 to 2", "000",
)  # fmt: skip


def one_input(data: bytes) -> None:
    """Find the claims of a text; the offsets of claims and values must fit the text."""
    from factcheck.claims.extract import claims_of
    from factcheck.model import Document

    # The first half of the bytes chooses pieces, the second half is text as it is.
    half = data[: len(data) // 2]
    pieces = " ".join(PIECES[byte % len(PIECES)] for byte in half[:60])
    text = pieces + data[len(half) :].decode("utf-8", "ignore")[:300]
    document = Document("a", "a", text, "", published="2013-05-04")
    (claims,) = claims_of([document])
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        for value in claim.values:
            assert text[value.start : value.end] == value.text
            assert value.normalized.encode() is not None


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["factcheck"]):
        pass

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
