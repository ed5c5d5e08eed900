"""Lines of a web page around its article: corrections, counters, cookies, references, teasers.

A correction repeats the error that it withdraws, and so states it of nothing. The other lines come
from the page and not from the report. Each pattern is that of a whole line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# A correction may be as long as a paragraph.
LONGEST_CORRECTION = 900
# So many lines like headlines at the end of a page are teasers, each with so many words.
FEWEST_TEASERS, TEASER_WORDS = 3, range(5, 21)

_PAPER = r"(?:article|story|report|post|piece|column|page|headline|caption|version)"
_FIGURE = r"\d[\d.,]{0,8}\s?[km]?"
_AGO = r"(?:\d{1,2}|an?|one) (?:min(?:ute)?|hour|hr|day|week|month)s? ago"

CORRECTION = _line(
    r"(?:corrections?|clarifications?|erratum|errata|corrigendum|amendment)(?:[ ,(][^:.]{0,40})?:.*"
    r"|(?:corrections?|clarifications?) (?:appended|attached|below)\.?"
    rf"|(?:an?|the|our) (?:earlier|previous|original|prior|first) version of (?:this|the) {_PAPER}"
    r"\b.*"
    rf"|this {_PAPER} (?:has been|was) (?:corrected|amended|changed|edited|revised|clarified)\b.*"
    rf"|editor['’]?s['’]? note:.*\b(?:version|correct(?:ed|ion)|misstated|{_PAPER})\b.*"
)
# The same at the end of a paragraph of reporting.
WITHDRAWN = re.compile(
    r"(?<=[.!?\"”] )(?:Corrections?|Clarification)(?:[ ,(][^:.\n]{0,40})?:[^\n]*"
    rf"|(?<=[.!?\"”] )(?:An?|The|Our) (?:earlier|previous|original|prior) version of this {_PAPER}"
    r"\b[^\n]*"
)
READING_TIME = _line(
    r"(?:estimated )?read(?:ing)? time\W{0,3}\d{1,3}.{0,20}|\d{1,3}[ -]?min(?:ute)?s?(?: read)?"
)
COUNTERS = _line(
    rf"(?:{_FIGURE}\s?(?:shares?|views?|likes?|comments?|reactions?|followers?|retweets?|reads?"
    r"|claps?|replies)\b[\s|·•,]{0,4}){1,6}"
    rf"|(?:(?:share|tweet|pin|like|e-?mail|print|save|post|comment|flip|reddit|whatsapp|telegram)s?"
    rf"\s?{_FIGURE}[\s|·•,]{{0,4}}){{1,8}}"
    rf"|(?:(?:last )?(?:updated|published|posted)\W{{0,3}})?{_AGO}"
)
# "World2 days agoTunnel strike enters third week": a teaser that extraction has joined.
JOINED_TEASER = re.compile(rf"[A-Z][\w&' ]{{0,30}}?\s?{_AGO}(?=[A-Z\"“‘]).{{3,200}}")
COOKIES = _line(
    r"(?:we|this (?:site|website|page)|our (?:site|website|partners))\b.{0,160}"
    r"\b(?:uses?|stores?|process(?:es)?|access(?:es)?|collects?)\b.{0,120}"
    r"\b(?:cookies|(?:on|from) (?:your|a) device|your (?:personal )?data)\b.{0,200}"
    r"|(?:accept|reject|manage)(?: all)?(?: cookies)?|(?:your )?privacy (?:policy|choices|settings)"
    r"|join (?:the |our |over |more than )?[\d,.]+\w? (?:other )?(?:readers|subscribers|members"
    r"|others)\b.{0,160}"
    r"|(?:this )?page (?:was )?last (?:edited|modified|updated|reviewed)\b.{0,120}"
)
REFERENCES = _line(
    r"(?:notes and )?(?:references|footnotes|endnotes|citations|bibliography|works cited)\W{0,3}"
)
_NUMBERED = r"(?:\[\d{1,3}\]|\d{1,3}[.)]|\^|[†‡])\s?"
_CITED = (
    r"(?:\b(?:retrieved|accessed|archived) (?:on |from )?\w|\bdoi\b|\bISBN\b|\bet al\b"
    r"|\bpp?\.\s?\d|\bvol\. ?\d)"
)
REFERENCE = _line(rf"{_NUMBERED}.{{0,300}}{_CITED}.{{0,300}}")
# After the heading of a list of references the number alone, or a year in brackets, is enough.
CITED = _line(rf"\((?:1[5-9]|20)\d\d[a-z]?\)|{_CITED}")
NUMBERED = _line(_NUMBERED)
LONGEST_REFERENCE = 600
# The number of a reference after a sentence. Within one, cutting it out would part the sentence.
CITATION = re.compile(r"(?<=[.!?\"”)])(?:\[\d{1,3}\]){1,5}(?=\s|\Z)")

LINES = (READING_TIME, COUNTERS, JOINED_TEASER, COOKIES, REFERENCE)


def is_correction(line: str) -> bool:
    """Return True if a line corrects the article, or says that it was corrected."""
    return len(line) <= LONGEST_CORRECTION and CORRECTION.fullmatch(line) is not None


def withdrawn(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of corrections within paragraphs, and of numbers of references."""
    yield from (m.span() for pattern in (WITHDRAWN, CITATION) for m in pattern.finditer(text))


def mark_references(text: str, lines: Sequence[tuple[int, int]], marked: list[bool]) -> None:
    """Mark the lines of a list of references below its heading."""
    below = False
    for i, (start, end) in enumerate(lines):
        if REFERENCES.fullmatch(text, start, end):
            # A heading with nothing of its kind below is a word of the article.
            below = i + 1 < len(lines) and _is_reference(text[slice(*lines[i + 1])])
            marked[i] = marked[i] or below
        elif below:
            below = _is_reference(text[start:end])
            marked[i] = marked[i] or below


def _is_reference(line: str) -> bool:
    if len(line) > LONGEST_REFERENCE:
        return False
    return bool(NUMBERED.match(line) or CITED.search(line))


def mark_last_teasers(text: str, lines: Sequence[tuple[int, int]], marked: list[bool]) -> None:
    """Mark headlines of other articles that follow the last paragraph of an article."""
    prose = [i for i in range(len(lines)) if not marked[i]]
    last = 0
    while last < len(prose) and _is_headline(text[slice(*lines[prose[-1 - last]])]):
        last += 1
    if FEWEST_TEASERS <= last < len(prose):
        before = text[slice(*lines[prose[-1 - last]])]
        # "Killed were:" begins a list that is part of the article.
        if before[-1] in '.!?"”’)':
            for i in prose[-last:]:
                marked[i] = True


def _is_headline(line: str) -> bool:
    words = line.split()
    plain = sum(word.isalpha() and word.islower() and len(word) > 3 for word in words)
    return (
        len(words) in TEASER_WORDS
        and line[0].isupper()
        and line[-1] not in '.!:;,"”’)'
        and "\t" not in line
        and plain >= 2
    )
