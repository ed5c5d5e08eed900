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
from factcheck.read.dateline import find_dateline
from factcheck.read.publication import LONGEST_LINE, find_publication, is_date_line, visible_lines

LONGEST_NOTE, LONGEST_BIOGRAPHY = 320, 900
LONGEST_TEASER, TEASER_WORDS = 220, 36
END_LINES = 3


def _line(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


# Words of a name or a list of names: capitalised, or the short words between capitalised ones.
NAME = r"(?-i:[A-Z][\w.'’&-]{0,30}|and|at|de|van|von|der|of|the|for|in|with|&|\|)"
NAMES = rf"{NAME}(?:[,;:]? {NAME}){{0,15}}"

_WORK = r"(?:reporting|writing|editing|compiled)"

# The whole line is one of these.
NAVIGATION = _line(
    r"(?:load|show|see|view|read) (?:more|less)(?: (?:comments|stories|articles|replies))?"
    r"|(?:(?:see|view|show) all\b(?:[^.!?:\"“”]|\.\b){0,40}){1,3}"
    r"|(?:next|previous|prev) (?:article|story|post|page)|back to top|skip to (?:main )?content"
    r"|(?:main )?menu|search|sign (?:in|up|out)|log ?(?:in|out)|subscribe(?: (?:now|today))?"
    r"|share(?: (?:this|it|on|via|with|article|story|by|facebook|twitter|email|whatsapp)){0,5}"
    r"|tweet|e-?mail|print|whatsapp|facebook|twitter|linkedin|reddit|copy link"
    r"|(?:\d{1,6} |no |post a |leave a |add a |view )?(?:comments?|shares?|reply)(?: \(\d{1,6}\))?"
    r"|advertisements?|sponsored(?: content)?|promoted|\d{1,3}[ -]?min(?:ute)?s?[ -]read"
    r"|(?:story|article) continues (?:below|after)(?: (?:the )?advertisement)?"
    r"|continue reading(?: the main story)?|(?:image|media) caption|enlarge(?: this image)?"
    r"|(?:hide|show|toggle) caption|related topics|play(?: video)?|watch(?: video)?|video|gallery"
    r"|in pictures|photos?|slide ?show"
)
MENU = _line(
    r"(?:[A-Z][\w&'’]{0,20}(?: [\w&'’]{1,20}){0,2}\s?[|»›·•]\s?){2,12}[A-Z][\w&'’ ]{0,40}", 0
)
TAGS = _line(
    rf"(?:tags?|filed under)\s{NAMES}|(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?)"
    r"\s?:[^.!?]{0,200}"
)
ADDRESS = _line(
    r"(?:https?://|www\.)\S{3,200}|\S{1,64}@[\w-]{1,60}\.[\w.-]{2,40}|(?:[#@]\w{2,40}\s?){1,12}"
)
ORNAMENT = _line(r"[\W_]{1,80}")
BYLINE = _line(rf"by:? {NAMES}")

# The line begins with one of these.
LABELLED = _line(
    r"(?:read more|read next|read also|also read|see also|see more|related|recommended|watch|more"
    r"|video|listen|gallery|in pictures|don['’]t miss|more on this|from the archives?"
    r"|(?:related|recommended) (?:stories|story|articles?|coverage|content|links|video)):.{0,250}"
)
CAPTION = _line(
    r"(?:(?:main |featured |file )?(?:image|photo|picture|photograph|illustration)s?"
    r"(?: (?:credit|by|courtesy(?: of)?|source|caption))?|credits?|caption|pictured)\s?[:©].{0,280}"
    rf"|(?:photo|photograph|picture|image)s? (?:by|courtesy of) {NAMES}"
)
COPYRIGHT = _line(
    r"copyright\s?(?:©|\(c\)|(?:19|20)\d\d).{0,200}|(?:©|\(c\)).{2,80}"
    r"|.{0,200}\ball rights reserved\b.{0,100}|this material may not be published.{0,200}"
)
ORIGIN = _line(
    r"this (?:article|story) (?:has been |was |is )?(?:first |originally |also |previously |re)?"
    r"(?:appear(?:s|ed)|published|posted|ran|syndicated|updated|amended)\b.{0,220}"
    r"|this (?:report|post|column|piece) (?:was )?(?:first|originally)"
    r" (?:appeared|published|posted|ran)\b.{0,220}"
    r"|a version of this (?:article|story|report|post|column|piece)\b.{0,220}"
    r"|(?:originally|first) (?:published|appeared) (?:in|on|at|by)\b.{0,160}"
    r"|republished (?:with permission|from|under)\b.{0,200}"
)
CREDITS = _line(
    rf"\W{{0,3}}(?:additional |with )?{_WORK} by {NAME}(?:[,;.]? (?:{NAME}|{_WORK}|additional|by))"
    r"{0,30}\W{0,3}"
    r"|.{2,200}\bcontributed (?:to|reporting to) this (?:report|story|article)\W{0,3}"
    r"|.{2,120}\bcontributed reporting\W{0,3}"
)
PROMOTION = _line(
    r"(?:sign up (?:for|to) (?:our|the|receive|get)|subscribe to|(?:follow|like|join|find) us on"
    r"|follow (?:him|her|me|them|@\w{1,40}|[\w.’'-]{1,30} [\w.’'-]{1,30}) on (?:twitter|facebook"
    r"|instagram|x)\b|follow @|download (?:the|our) (?:[\w’']{1,20} ){0,3}app|click here"
    r"|get (?:the latest|our|the best of)|send (?:us )?(?:your )?(?:tips|feedback)"
    r"|(?:contact|e-?mail|reach) (?:the (?:reporter|author|writer|editor)|(?:him|her|me|us) at)\b"
    r"|tell us your|have your say|support our (?:journalism|work|reporting)|we use cookies"
    r"|by (?:clicking|signing up|subscribing)).{0,220}"
)
# The signature of a post that is embedded in an article: its author and its day.
POST = re.compile(
    r"[—–-][ \t]?[^\n—–()]{2,60}\(@\w{1,30}\)[ \t]{0,3}[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d\d"
)
# No word is this long: it is encoded data or noise, for which a tokenizer needs time that grows
# with the square of the length.
UNBROKEN = re.compile(r"(?<!\S)\S{400,}")
# Comments in the file for factcheck itself, which are no part of the article.
COMMENT = re.compile(r"<!--[ \t]{0,9}factcheck:(?:(?!-->).){0,600}-->")
COMMENT_LINE = _line(r"(?:#|//)[ \t]{0,9}factcheck:.{0,300}", 0)

# The whole line is the heading of a list of teasers for other articles.
HEADING = _line(
    r"(?:most (?:popular|read|viewed|shared|commented|watched|recent)|trending(?: now| stories)?"
    r"|read (?:next|more|also|this next)|also read|related(?: (?:articles?|stories|posts|content"
    r"|links|coverage|news|topics))?|recommended(?: (?:for you|reading|stories|articles))?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|see also|what to read next"
    r"|editor['’]?s['’]? (?:picks?|choice)|top stories|latest (?:news|stories|headlines)|up next"
    r"|more (?:stories|news)(?: from [^.!?]{0,40})?|more (?:on this story|from [^.!?]{0,30})"
    r"|popular (?:posts|stories|articles|now)|(?:around|from around|from) the web"
    r"|further reading|don['’]t miss|in other news)[ :…]{0,3}"
)
ABOUT = _line(r"about (?:the |our )?(?:authors?|writers?|reporters?)\W*|author(?:s| bio)?\W*")
CREDIT_TAIL = re.compile(
    r"\((?:additional )?(?:reporting|writing|editing) by [^()\n]{2,250}\)\s*\Z", re.I
)
SENTENCE_END = re.compile(r"[.!][\"'”’)]*\s*\Z|[\"”]\s*\Z")
QUOTED = re.compile(r"[\"“”«»]")

FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|[Mm]y|me|myself)\b")


@cache
def line_rules() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of whole lines without claims."""
    return (
        NAVIGATION, MENU, TAGS, ADDRESS, ORNAMENT, BYLINE, LABELLED, CAPTION, _credited(),
        COPYRIGHT, ORIGIN, CREDITS, PROMOTION, COMMENT_LINE,
    )  # fmt: skip


def is_furniture(sentence: str) -> bool:
    """Return True if a sentence that stands among others is of the kind of a line without claims.

    Lines of their own are excluded when an article is read; some stand within a paragraph.
    """
    text = " ".join(sentence.split())
    return any(rule.fullmatch(text) for rule in line_rules())


def _credited() -> re.Pattern[str]:
    """Return the pattern of a caption that ends with the name of its agency."""
    agency = any_of(lexicon.articles().agencies).replace(r"\.", r"\.?")
    return _line(
        rf".{{3,300}}(?:[:(|©]\s?(?:\w[\w.'’ -]{{0,40}}/\s?)?(?:{agency})"
        r"(?:\s?/\s?[\w.'’ -]{1,40})?(?: (?:photo|images|pictures))?"
        r"(?:\s?/\s?[\w.'’ -]{1,40})?\)?"
        r"|\((?:photo|image|picture|photograph)s? (?:by|courtesy of|credit)[^()]{2,80}\))"
    )


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
    if len(line) > LONGEST_NOTE:
        return False
    if any(rule.fullmatch(line) for rule in (*line_rules(), HEADING, ABOUT)):
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
