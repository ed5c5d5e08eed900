"""Closed lists of words that deny others: antonyms, negators, and verbs that deny what they govern.

Pairs that are steps of one story and no opposites (arrest and release, open and close, hire and
fire, arrive and leave, impose and lift) are left out on purpose: both are often true in turn.
"""

from __future__ import annotations

from factcheck.language.lexicon import sense
from factcheck.language.words import is_common_word

# Each line: words that say no, and after the colon the word that they say no to. One of the two is
# always true: who is not alive is dead.
_DENYING = """
alive: dead
survive: die
unhurt unharmed uninjured unscathed: hurt
intact undamaged: damage
innocent: guilty
absent: present
asleep unconscious: awake
drunk intoxicated: sober
false untrue: true
wrong incorrect inaccurate: correct
dangerous unsafe: safe
vacant unoccupied: occupied
illegal unlawful: legal
invalid: valid
inadequate: adequate
insufficient: sufficient
impossible: possible
incomplete: complete
inconsistent: consistent
ineligible: eligible
incapable: capable
inactive: active
insane: sane
illegitimate: legitimate
improper: proper
dishonest: honest
nonfatal: fatal
negative: positive
insolvent: solvent
impassable: passable
ineffective: effective
invisible: visible
inconclusive: conclusive
incompetent: competent
involuntary: voluntary
mandatory compulsory: voluntary
accidental unintentional: deliberate
fail: pass
disagree: agree
disapprove: approve
disobey: obey
"""
# Not both can be true of one thing at one time, but neither may be: what did not rise need not
# have fallen. Sides are parted by a stroke.
_CONTRARY = """
rise climb increase grow jump gain surge soar | fall drop decrease decline shrink plunge slump \
tumble dip plummet lose
raise boost hike | cut lower reduce slash
strengthen | weaken
widen | narrow
expand | contract
improve | worsen deteriorate
win beat defeat | lose
support back favor favour endorse | oppose
allow permit authorize authorise | ban forbid prohibit bar outlaw
approve accept adopt | reject refuse turn-down veto spurn rebuff
convict | acquit clear exonerate
uphold affirm | overturn quash reverse strike-down
confirm admit acknowledge | deny
include | exclude
attend | miss skip boycott
meet exceed beat | miss
tighten | loosen relax ease
obey follow | violate breach flout
remember recall | forget
full | empty
awake | asleep
deliberate intentional | accidental
"""
# Words with the prefix that deny not the word without it.
_NO_DENIAL = frozenset("uneasy unlike united".split())
NOBODY = frozenset("nobody none nothing neither no-one noone".split())
# Verbs that deny the infinitive or participle that they govern, and such that assert it.
UNDONE = frozenset("fail refuse decline neglect avoid unable".split())
DONE = frozenset("manage able happen prove go continue begin start".split())
# With one of these "not" denies less than the clause, or only for the time being.
SOFTENING = frozenset(
    (
        "yet immediately only just necessarily always all every everyone everything both even "
        "exactly fully entirely completely totally quite solely simply merely longer initially "
        "previously still far until unless currently"
    ).split()
)
# Adverbs that make a statement neither a clear yes nor a clear no.
NEITHER = frozenset(
    "almost nearly hardly barely scarcely rarely seldom reportedly allegedly perhaps maybe "
    "possibly probably apparently likely".split()
)
# Things often said to be not done that somebody else, or the same a day later, does.
ANSWERING = frozenset(
    "comment respond reply answer elaborate return reach contact discuss disclose reveal specify "
    "speculate identify name say tell speak talk know determine establish find locate clear "
    "immediately explain think believe understand want like need seem appear feel mean "
    "hope expect care mind remember".split()
)
# What is said in such clauses is not said to be so.
SUPPOSING = frozenset("if whether unless lest should though until before".split())


def _denials() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _DENYING.strip().splitlines():
        words, denied = line.split(":")
        found.update((word, denied.strip()) for word in words.split())
    return found


DENIALS = _denials()


def _contraries() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _CONTRARY.strip().splitlines():
        sides = [[sense(word) for word in side.split()] for side in line.split("|")]
        for mine, theirs in (sides, sides[::-1]):
            for word in mine:
                found.setdefault(word, set()).update(theirs)
    return {word: frozenset(words) for word, words in found.items()}


CONTRARIES = _contraries()
# The verbs of the first lines, that tell of amounts: by how much is part of what they say.
CHANGES = frozenset(
    sense(word)
    for line in _CONTRARY.strip().splitlines()[:2]
    for word in line.split()
    if word not in ("|", "lose")
)


def plain_sense(lemma: str, *, adjective: bool = False) -> tuple[str, bool]:
    """Return the sense of a verb or adjective without its denial, and whether it denies it.

    "unharmed" is ``("hurt", True)``, "legal" is ``("legal", False)``; "unarmed" and "armed" have
    the sense of the verb, "arm".
    """
    if lemma in DENIALS:
        return sense(DENIALS[lemma]), True
    denies = adjective and lemma.startswith("un") and len(lemma) > 5 and lemma not in _NO_DENIAL
    plain = lemma[2:] if denies else lemma
    return sense(_verb_of(plain) if adjective and sense(plain) == plain else plain), denies


def _verb_of(adjective: str) -> str:
    """Return the verb of which an adjective in "-ed" is the participle, else the adjective."""
    if not adjective.endswith("ed") or len(adjective) < 5:
        return adjective
    stem = adjective[:-2]
    forms = [f"{stem[:-1]}y"] if stem.endswith("i") else [f"{stem}e", stem]
    forms += [stem[:-1]] if stem[-1] == stem[-2] else []
    return next((f for f in forms if is_common_word(f)), adjective)
