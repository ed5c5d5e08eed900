"""Find the parts of an article without claims: navigation, teasers, captions, biographies.

Every rule looks at the shape and the words of one line, never at the topic of the article. In
doubt a line stays in: losing a claim is worse than comparing a caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.language import lexicon
from factcheck.language.lexicon import any_of
from factcheck.language.site_lines import line_pattern, line_rules
from factcheck.read import furniture
from factcheck.read.dateline import find_dateline
from factcheck.read.publication import LONGEST_LINE, find_publication, is_date_line, visible_lines

LONGEST_NOTE, LONGEST_BIOGRAPHY = 320, 900
LONGEST_TEASER, TEASER_WORDS = 220, 36
END_LINES = 3


# The signature of a post that is embedded in an article: its author and its day.
POST = re.compile(
    r"[—–-][ \t]?[^\n—–()]{2,60}\(@\w{1,30}\)[ \t]{0,3}[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d\d"
)
# No word is this long: it is encoded data or noise, for which a tokenizer needs time that grows
# with the square of the length.
UNBROKEN = re.compile(r"(?<!\S)\S{400,}")
# Comments in the file for factcheck itself, which are no part of the article.
COMMENT = re.compile(r"<!--[ \t]{0,9}factcheck:(?:(?!-->).){0,600}-->")

# The whole line is the heading of a list of teasers for other articles.
HEADING = line_pattern(
    r"(?:most (?:popular|read|viewed|shared|commented|watched|recent)|trending(?: now| stories)?"
    r"|read (?:next|more|also|this next)|also read|related(?: (?:articles?|stories|posts|content"
    r"|links|coverage|news|topics))?|recommended(?: (?:for you|reading|stories|articles))?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|see also|what to read next"
    r"|editor['’]?s['’]? (?:picks?|choice)|top stories|latest (?:news|stories|headlines)|up next"
    r"|more (?:stories|news)(?: from [^.!?]{0,40})?|more (?:on this story|from [^.!?]{0,30})"
    r"|popular (?:posts|stories|articles|now)|(?:around|from around|from) the web"
    r"|further reading|don['’]t miss|in other news)[ :…]{0,3}"
)
ABOUT = line_pattern(
    r"about (?:the |our )?(?:authors?|writers?|reporters?)\W*|author(?:s| bio)?\W*"
)
CREDIT_TAIL = re.compile(
    r"\((?:additional )?(?:reporting|writing|editing) by [^()\n]{2,250}\)\s*\Z", re.I
)
SENTENCE_END = re.compile(r"[.!][\"'”’)]*\s*\Z|[\"”]\s*\Z")
QUOTED = re.compile(r"[\"“”«»]")

FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|[Mm]y|me|myself)\b")


@cache
def third_person_pattern() -> re.Pattern[str]:
    """Return the pattern of a sentence that introduces someone as a journalist."""
    journalists = any_of(lexicon.articles().journalists)
    return re.compile(
        r"(?P<name>[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){1,3}),? (?:is|has been|writes|covers"
        r"|has (?:covered|written|worked))\b[^.\n]{0,120}"
        rf"\b(?:{journalists}|covers|covering|writes|writing)\b"
    )


@cache
def biography_pattern() -> re.Pattern[str]:
    """Return the pattern of the words that authors use about themselves."""
    words = any_of(lexicon.articles().journalists | lexicon.articles().biography)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def find_boilerplate(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of ``text`` without claims, sorted; they neither overlap nor touch.

    Neighbouring lines without claims are one span; spans begin and end with a visible character.
    """
    lines = visible_lines(text)
    marked = [_is_boilerplate(text[start:end]) for start, end in lines]
    _mark_teasers(text, lines, marked)
    furniture.mark_references(text, lines, marked)
    furniture.mark_last_teasers(text, lines, marked)
    _mark_biography(text, lines, marked)
    spans: list[tuple[int, int]] = []
    joins = False
    for (start, end), excluded in zip(lines, marked, strict=True):
        if excluded and joins:
            spans[-1] = (spans[-1][0], end)
        elif excluded:
            spans.append((start, end))
        joins = excluded
    return merge_spans([*spans, *_parts(text, lines, marked)])


def _is_boilerplate(line: str) -> bool:
    if furniture.is_correction(line):
        return True
    if len(line) > LONGEST_NOTE:
        return False
    if any(rule.fullmatch(line) for rule in (*line_rules(), *furniture.LINES, HEADING, ABOUT)):
        return True
    return len(line) <= LONGEST_LINE and is_date_line(line)


def _mark_teasers(text: str, lines: Sequence[tuple[int, int]], marked: list[bool]) -> None:
    """Mark the lines after a heading such as "Read Next", as long as they look like headlines."""
    listing = False
    for i, (start, end) in enumerate(lines):
        line = text[start:end]
        if HEADING.fullmatch(line):
            listing = True
        elif listing and not marked[i]:
            # Prose that is wrapped into lines continues in lower case.
            continues = i + 1 < len(lines) and text[lines[i + 1][0]].islower()
            listing = not continues and _is_teaser(line)
            marked[i] = listing


def _is_teaser(line: str) -> bool:
    if len(line) > LONGEST_TEASER or len(line.split()) > TEASER_WORDS or line[0].islower():
        return False
    return not SENTENCE_END.search(line)


def _mark_biography(text: str, lines: Sequence[tuple[int, int]], marked: list[bool]) -> None:
    """Mark the lines about the author at the end of an article."""
    prose = [i for i in range(len(lines)) if not marked[i]]
    for i in reversed(prose[-END_LINES:]):
        headed = i > 0 and ABOUT.fullmatch(text[slice(*lines[i - 1])])
        # A short text that is all biography is an article about a person.
        if not (headed or (len(prose) > END_LINES and _is_biography(text[slice(*lines[i])]))):
            return
        third = third_person_pattern().match(text, lines[i][0])
        surname = third["name"].split()[-1] if third else "\n"
        # A person who is mentioned before is a subject of the article.
        if any(surname in text[slice(*lines[j])] for j in prose if j < i):
            return
        marked[i] = True


def _is_biography(line: str) -> bool:
    if len(line) > LONGEST_BIOGRAPHY or QUOTED.search(line):
        return False
    words = {match.group().lower() for match in biography_pattern().finditer(line)}
    in_first_person = len(FIRST_PERSON.findall(line)) >= 2 and len(words) >= 3
    return in_first_person or bool(third_person_pattern().match(line))


def _parts(
    text: str, lines: Sequence[tuple[int, int]], marked: Sequence[bool]
) -> list[tuple[int, int]]:
    """Return the spans without claims inside lines of prose: datelines, posts, credits."""
    prose = [span for span, excluded in zip(lines, marked, strict=True) if not excluded]
    dateline = find_dateline(text, prose)
    spans = [] if dateline is None else [dateline]
    spans += [m.span() for pattern in (COMMENT, UNBROKEN, POST) for m in pattern.finditer(text)]
    spans += furniture.withdrawn(text)
    for hit in find_publication(text):
        for start, end in lines[:2]:
            if start <= hit.start and hit.end < end and hit.glued:
                spans.append((start, hit.end))
    for (start, end), excluded in zip(lines, marked, strict=True):
        tail = None if excluded else CREDIT_TAIL.search(text, max(start, end - LONGEST_NOTE), end)
        if tail:
            spans.append((tail.start(), end))
    return spans


def merge_spans(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ``spans`` sorted; those that overlap or touch become one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
