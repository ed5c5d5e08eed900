"""Coverage-guided fuzzing of the readers: any bytes, under any ending.

    python -m tests.support.fuzz.fuzz_readers -max_total_time=600 CORPUS_FOLDER

The first byte chooses the ending; ``python -m tests.support.hostile FOLDER`` makes inputs to begin
with.
"""

from __future__ import annotations

import sys

ENDINGS = (
    "", ".txt", ".md", ".html", ".json", ".jsonl", ".pdf", ".docx", ".zip", ".gz", ".eml", ".mbox",
    ".rss", ".xml", ".csv", ".tsv", ".ipynb", ".srt", ".vtt", ".rst", ".adoc", ".org", ".rtf",
    ".odt", ".epub",
)  # fmt: skip
LIMIT = 2_000_000


def one_input(data: bytes) -> None:
    """Read ``data``; it must give articles with offsets that fit, or an error of one line."""
    from factcheck.model import Document
    from factcheck.read import formats
    from factcheck.read.article import Article, Content, UnreadableError

    if not data:
        return
    name = "a" + ENDINGS[data[0] % len(ENDINGS)]
    try:
        results = list(formats.read(Content(name, data[1:], name, LIMIT)))
    except UnreadableError as error:
        assert error.reason
        assert "\n" not in error.reason
        return
    for result in results:
        if isinstance(result, UnreadableError):
            assert result.reason
            continue
        assert isinstance(result, Article)
        result.text.encode()
        document = Document("a", name, result.text, "", anchors=result.anchors)
        for offset in (0, len(result.text) // 2, len(result.text)):
            document.locate(offset)
        for start, end in result.excluded:
            assert 0 <= start <= end <= len(result.text)


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["factcheck", "markdown_it", "pypdf", "docx", "json"]):
        import docx  # noqa: F401
        import markdown_it  # noqa: F401
        import pypdf  # noqa: F401

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
