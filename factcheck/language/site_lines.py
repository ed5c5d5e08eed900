"""Lines of a site that make no claim: navigation, captions, credits, promotion.

Every rule looks at the shape and the words of one line, never at the topic of the article. In
doubt a line stays in: losing a claim is worse than comparing a caption.
"""

from __future__ import annotations

import re
from functools import cache

from factcheck.language import lexicon
from factcheck.language.lexicon import any_of


def line_pattern(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return the pattern of a line, whatever the case of its letters."""
    return re.compile(pattern, flags)


# Words of a name or a list of names: capitalised, or the short words between capitalised ones.
NAME = r"(?-i:[A-Z][\w.'’&-]{0,30}|and|at|de|van|von|der|of|the|for|in|with|&|\|)"
NAMES = rf"{NAME}(?:[,;:]? {NAME}){{0,15}}"

_WORK = r"(?:reporting|writing|editing|compiled)"

# The whole line is one of these.
NAVIGATION = line_pattern(
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
MENU = line_pattern(
    r"(?:[A-Z][\w&'’]{0,20}(?: [\w&'’]{1,20}){0,2}\s?[|»›·•]\s?){2,12}[A-Z][\w&'’ ]{0,40}", 0
)
TAGS = line_pattern(
    rf"(?:tags?|filed under)\s{NAMES}|(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?)"
    r"\s?:[^.!?]{0,200}"
)
ADDRESS = line_pattern(
    r"(?:https?://|www\.)\S{3,200}|\S{1,64}@[\w-]{1,60}\.[\w.-]{2,40}|(?:[#@]\w{2,40}\s?){1,12}"
)
ORNAMENT = line_pattern(r"[\W_]{1,80}")
BYLINE = line_pattern(rf"by:? {NAMES}")

# The line begins with one of these.
LABELLED = line_pattern(
    r"(?:read more|read next|read also|also read|see also|see more|related|recommended|watch|more"
    r"|video|listen|gallery|in pictures|don['’]t miss|more on this|from the archives?"
    r"|(?:related|recommended) (?:stories|story|articles?|coverage|content|links|video)):.{0,250}"
)
CAPTION = line_pattern(
    r"(?:(?:main |featured |file )?(?:image|photo|picture|photograph|illustration)s?"
    r"(?: (?:credit|by|courtesy(?: of)?|source|caption))?|credits?|caption|pictured)\s?[:©].{0,280}"
    rf"|(?:photo|photograph|picture|image)s? (?:by|courtesy of) {NAMES}"
)
COPYRIGHT = line_pattern(
    r"copyright\s?(?:©|\(c\)|(?:19|20)\d\d).{0,200}|(?:©|\(c\)).{2,80}"
    r"|.{0,200}\ball rights reserved\b.{0,100}|this material may not be published.{0,200}"
)
ORIGIN = line_pattern(
    r"this (?:article|story) (?:has been |was |is )?(?:first |originally |also |previously |re)?"
    r"(?:appear(?:s|ed)|published|posted|ran|syndicated|updated|amended)\b.{0,220}"
    r"|this (?:report|post|column|piece) (?:was )?(?:first|originally)"
    r" (?:appeared|published|posted|ran)\b.{0,220}"
    r"|a version of this (?:article|story|report|post|column|piece)\b.{0,220}"
    r"|(?:originally|first) (?:published|appeared) (?:in|on|at|by)\b.{0,160}"
    r"|republished (?:with permission|from|under)\b.{0,200}"
)
CREDITS = line_pattern(
    rf"\W{{0,3}}(?:additional |with )?{_WORK} by {NAME}(?:[,;.]? (?:{NAME}|{_WORK}|additional|by))"
    r"{0,30}\W{0,3}"
    r"|.{2,200}\bcontributed (?:to|reporting to) this (?:report|story|article)\W{0,3}"
    r"|.{2,120}\bcontributed reporting\W{0,3}"
)
PROMOTION = line_pattern(
    r"(?:sign up (?:for|to) (?:our|the|receive|get)|subscribe to|(?:follow|like|join|find) us on"
    r"|follow (?:him|her|me|them|@\w{1,40}|[\w.’'-]{1,30} [\w.’'-]{1,30}) on (?:twitter|facebook"
    r"|instagram|x)\b|follow @|download (?:the|our) (?:[\w’']{1,20} ){0,3}app|click here"
    r"|get (?:the latest|our|the best of)|send (?:us )?(?:your )?(?:tips|feedback)"
    r"|(?:contact|e-?mail|reach) (?:the (?:reporter|author|writer|editor)|(?:him|her|me|us) at)\b"
    r"|tell us your|have your say|support our (?:journalism|work|reporting)|we use cookies"
    r"|by (?:clicking|signing up|subscribing)).{0,220}"
)
# A comment in the file for factcheck itself, on a line of its own.
COMMENT_LINE = line_pattern(r"(?:#|//)[ \t]{0,9}factcheck:.{0,300}", 0)


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
    return line_pattern(
        rf".{{3,300}}(?:[:(|©]\s?(?:\w[\w.'’ -]{{0,40}}/\s?)?(?:{agency})"
        r"(?:\s?/\s?[\w.'’ -]{1,40})?(?: (?:photo|images|pictures))?"
        r"(?:\s?/\s?[\w.'’ -]{1,40})?\)?"
        r"|\((?:photo|image|picture|photograph)s? (?:by|courtesy of|credit)[^()]{2,80}\))"
    )
