"""Coverage-guided fuzzing of the steps that look at lines: dates, boilerplate, language.

python -m tests.support.fuzz.fuzz_lines -max_total_time=600 CORPUS_FOLDER
"""

from __future__ import annotations

import sys


def one_input(data: bytes) -> None:
    """Look at the lines of a text; every span must be in the text and have the words it gives."""
    from factcheck.model import Document
    from factcheck.read.boilerplate import find_boilerplate
    from factcheck.read.decode import defects
    from factcheck.read.languages import language_of
    from factcheck.read.publication import find_publication, with_publication

    text = data.decode("utf-8", "ignore")
    for hit in find_publication(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.candidates
    end = -1
    for start, stop in find_boilerplate(text):
        assert end < start < stop <= len(text)
        end = stop
    half = len(text) // 2
    documents = [Document("a", "a", text[:half], ""), Document("b", "b", text[half:], "")]
    for document in with_publication(documents):
        assert (document.published is None) == (document.published_span is None)
    assert language_of(text)
    defects(text)


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["factcheck"]):
        import factcheck.read  # noqa: F401

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
