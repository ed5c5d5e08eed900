"""The types of finding: their names, and the texts about them in reports and schemas.

A kind of value from another distribution may add a type of its own. Everything that lists types
uses :func:`finding_types`: the JSON Schemas, the keys of ``severity``, the SARIF rules, the filter
of the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.errors import ConfigError
from factcheck.settings.registry import KINDS, distribution

# Names of types are written in comments of articles and in configuration files.
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class FindingType:
    """One type of finding.

    ``rule`` is the name of its SARIF rule, ``title`` says in one line what is found, ``help`` what
    it means and what to do. ``sentence`` is the template of the message of a finding: ``{label}``
    stands for what the fact is about, in quotation marks if it is a clause of an article,
    ``{first}`` for the value that most sources give, ``{others}`` for the other values and
    ``{reason}`` for how they differ, where that is known.

    Raises:
        ValueError: the name does not consist of small letters, digits and hyphens, or the sentence
            has other fields.
    """

    name: str
    rule: str
    title: str
    help: str
    sentence: str = "Sources differ on {label}: {first} against {others}{reason}."

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no name for a type of finding")
        try:
            self.message("", "", "", "")
        except (LookupError, ValueError) as error:
            raise ValueError(f"the sentence of the type {self.name!r} is no template") from error

    def message(self, label: str, first: str, others: str, reason: str) -> str:
        """Return the message of one finding: ``sentence`` with its fields filled in."""
        return self.sentence.format(label=label, first=first, others=others, reason=reason)


NAME = FindingType(
    "name",
    "NameSpelling",
    "One name is spelt in two ways",
    "The articles mean the same person, organisation or thing, but one of the spellings looks "
    "like a slip. Check the name at its owner and correct the others.",
    "The name is spelled {first}, but also {others}.",
)
NUMBER = FindingType(
    "number",
    "NumberConflict",
    "Different numbers are given for the same fact",
    "The articles count or measure the same thing and come to different numbers, after "
    "rounding, units and words such as 'about' or 'at least' are allowed for. Check the "
    "figure at its origin; a later update should say so.",
)
DATE = FindingType(
    "date",
    "DateConflict",
    "Different dates are given for the same event",
    "The articles date one event differently. Check the date, and whether a weekday was read "
    "from the wrong day of publication.",
)
PLACE = FindingType(
    "place",
    "PlaceConflict",
    "Different places are given for the same event",
    "The articles put one event at places that do not contain each other. Check where it happened.",
)
ENTITY = FindingType(
    "entity",
    "EntityConflict",
    "A different person, organisation or thing stands in the same role",
    "Where one article names one participant of the event, another article names a different "
    "one. Check who or what it was.",
)
QUOTE = FindingType(
    "quote",
    "QuoteDiffers",
    "One utterance is quoted in different words",
    "The articles quote the same utterance, but between the quotation marks the words differ. "
    "Check the recording or the transcript.",
    "The same words are quoted as {first}, but also as {others}{reason}.",
)
ATTRIBUTION = FindingType(
    "attribution",
    "AttributionConflict",
    "One statement is attributed to different speakers",
    "The articles give the same statement to different speakers. Check who said it.",
)
POLARITY = FindingType(
    "polarity",
    "PolarityConflict",
    "One article says that it happened, another that it did not",
    "The articles contradict each other on whether something is so. Check which of them is right.",
)
OTHER = FindingType(
    "other",
    "OtherConflict",
    "The articles contradict each other",
    "The articles say things about the same event that cannot both be right. Check which of "
    "them is.",
)

BUILT_IN = (NAME, NUMBER, DATE, PLACE, ENTITY, QUOTE, ATTRIBUTION, POLARITY, OTHER)


@cache
def finding_types() -> Mapping[str, FindingType]:
    """Return all types of finding by their names, those of factcheck itself first.

    Raises:
        ConfigError: a kind of value of another package cannot be loaded, has no type, or has a
            type with the name of another type.
    """
    types = {built_in.name: built_in for built_in in BUILT_IN}
    for plugin in KINDS.plugins():
        added = getattr(KINDS.load(plugin.name, object), "finding_type", None)
        if not isinstance(added, FindingType):
            raise ConfigError(
                f"the kind of value {plugin.name!r} of {distribution(plugin)} has no finding_type",
                hint="Update or remove that package",
            )
        if types.setdefault(added.name, added) != added:
            raise ConfigError(
                f"{distribution(plugin)} brings a type of finding {added.name!r}, "
                "which is there already",
                hint="Remove one of the packages",
            )
    return types


def type_names() -> list[str]:
    """Return the names of all types of finding. Raises as :func:`finding_types`."""
    return list(finding_types())
