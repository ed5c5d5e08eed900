"""All filters, by family of candidates, and which of them a configuration switches off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.errors import ConfigError
from factcheck.facts import (
    agreements,
    findings,
    grouping,
    publication,
    quotations,
    quotations_agreed,
)
from factcheck.facts import slots as slot_facts
from factcheck.facts import spellings as name_facts
from factcheck.pairs import (
    ages,
    attributes,
    attribution,
    differences,
    fitting,
    full_names,
    given_names,
    holders,
    places,
    polarity,
    reported,
    roles,
    slots,
    spelling_filters,
    support,
    times,
    utterances,
    vocabulary,
)
from factcheck.pairs.filters import ArrayFilter, Filter
from factcheck.settings.schema import nearest

AnyFilter = Filter[Any] | ArrayFilter[Any]

# In the order in which candidates meet them.
FAMILIES: Mapping[str, tuple[AnyFilter, ...]] = {
    "Numbers and dates": (
        *slots.LISTINGS,
        *fitting.FILTERS,
        *slots.SIDES,
        *times.FILTERS,
        *ages.FILTERS,
        *slot_facts.PAIRS,
        *slot_facts.RIVALS,
    ),
    "Spellings of names": (*vocabulary.TOLD_APART, *spelling_filters.FILTERS, *name_facts.PAIRS),
    "Names of several words": (*full_names.PEOPLE, *full_names.BODIES),
    "Quotations": (
        *utterances.QUOTATIONS,
        *utterances.COUNTERPARTS,
        *differences.UTTERANCES,
        *differences.DIFFERENCES,
        *quotations.CHANGES,
        *quotations.WORDINGS,
    ),
    "Who said it": (*attribution.QUOTATIONS, *attribution.SPEAKERS, *reported.FILTERS),
    "Whether it happened": (*polarity.SENSES, *polarity.FILTERS),
    "Ages, homes and given names of persons": (*attributes.FILTERS, *given_names.FILTERS),
    "Roles and who has them": (*roles.FILTERS, *holders.HOLDERS),
    "Places": (
        *places.DOCUMENTS,
        *places.RELATED,
        *places.ANCHORS,
        *places.ANGLES,
        *places.SIDES,
        *places.EVENTS,
    ),
    "Dates of publication": (*publication.DATES, *publication.ARTICLES),
    "Facts of all kinds": (*grouping.PARTING, *findings.FILTERS),
    "Agreements": (
        *agreements.PAIRS,
        *quotations_agreed.QUOTATIONS,
        *agreements.AGREED,
        *agreements.STATEMENTS,
    ),
    "Claims that say the same": (*support.CLAIMS, *support.PAIRS),
}
FILTERS: Mapping[str, AnyFilter] = {
    each.name: each for filters in FAMILIES.values() for each in filters
}


def switched_off(settings: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the names of the filters that ``settings`` (name -> on or off) switch off, sorted.

    Raises:
        ConfigError: there is no filter of that name.
    """
    for name in settings:
        if name not in FILTERS:
            raise ConfigError(
                f"there is no filter {name!r}{nearest(name, list(FILTERS))}",
                hint="docs/filters.md lists the names for the table [filters]",
            )
    return tuple(sorted(name for name, on in settings.items() if not on))
