"""The words of titles, offices, ranks and trades: closed classes of general news English.

:func:`read_role` takes the words of a role apart; the tables say which roles exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Abbreviations, without their full stops.
_ABBREVIATIONS = {
    "adm": "admiral", "asst": "assistant", "assoc": "associate", "atty": "attorney",
    "ada": "assistant district attorney", "da": "district attorney", "ag": "attorney general",
    "brig": "brigadier", "capt": "captain", "cdr": "commander", "cmdr": "commander",
    "col": "colonel", "const": "constable", "cst": "constable", "pc": "constable",
    "cpl": "corporal", "det": "detective", "dci": "detective chief inspector", "dr": "doctor",
    "ens": "ensign", "gen": "general", "gov": "governor", "insp": "inspector",
    "lt": "lieutenant", "lieut": "lieutenant", "maj": "major", "pfc": "private first class",
    "pte": "private", "pvt": "private", "pres": "president", "prof": "professor",
    "rep": "representative", "rev": "reverend", "sec": "secretary", "sen": "senator",
    "sgt": "sergeant", "ssgt": "staff sergeant", "msgt": "master sergeant", "spc": "specialist",
    "supt": "superintendent", "vp": "vice president", "svp": "senior vice president",
    "evp": "executive vice president", "ceo": "chief executive",
    "cfo": "chief financial officer", "coo": "chief operating officer",
    "cto": "chief technology officer", "cio": "chief information officer",
    "gm": "general manager", "pm": "prime minister", "mp": "lawmaker", "cllr": "councilman",
}  # fmt: skip
# Those of them that are titles in capitals only: "DA" is one, "Da" a name.
_IN_CAPITALS = frozenset("ada da ag ceo cfo coo cto cio gm pm mp vp svp evp pc dci pfc".split())
# Titles that are written in short or in full before a name and read alike.
SHORT_TITLES = {
    short: full
    for short, full in _ABBREVIATIONS.items()
    if short not in _IN_CAPITALS and " " not in full
}
_SYNONYMS = {
    "actor": "actress", "chairman": "chairwoman chairperson chair",
    "councilman": "councilwoman councilor councillor alderman alderwoman",
    "representative": "congressman congresswoman", "officer": "policeman policewoman cop",
    "spokesman": "spokeswoman spokesperson", "lawyer": "attorney solicitor barrister counsel",
    "lawmaker": "legislator parliamentarian", "doctor": "physician", "deputy": "deputies",
    "principal": "headmaster headmistress headteacher", "pastor": "reverend",
    "company": "firm business corporation startup giant conglomerate", "judge": "justice",
    "goalkeeper": "goalie keeper", "defense": "defence", "labor": "labour", "vet": "veterinarian",
    "pediatrician": "paediatrician", "gynecologist": "gynaecologist obstetrician",
    "wideout": "receiver", "elementary": "primary",
    "financial": "finance", "marine": "marines", "police": "policing", "fire": "firefighting",
}  # fmt: skip
_FOLDED = {word: key for key, words in _SYNONYMS.items() for word in words.split()}

# Offices of several words, by the words as they stand after the abbreviations are spelled out.
_OFFICES = {
    "district attorney": "district attorney", "county attorney": "county attorney",
    "city attorney": "city attorney", "state attorney": "district attorney",
    "attorney general": "attorney general", "solicitor general": "solicitor general",
    "u s attorney": "united states attorney", "us attorney": "united states attorney",
    "united states attorney": "united states attorney", "federal attorney": "prosecutor",
    "public defender": "public defender", "defense lawyer": "defense lawyer",
    "defense attorney": "defense lawyer", "defence lawyer": "defense lawyer",
    "defense counsel": "defense lawyer", "defence counsel": "defense lawyer",
    "prime minister": "prime minister", "chief minister": "chief minister",
    "chief executive": "chief executive", "chief executive officer": "chief executive",
    "chief financial officer": "chief financial officer",
    "chief operating officer": "chief operating officer",
    "chief technology officer": "chief technology officer",
    "chief information officer": "chief information officer",
    "chief marketing officer": "chief marketing officer",
    "chief medical officer": "chief medical officer",
    "general manager": "general manager", "general secretary": "secretary general",
    "secretary general": "secretary general", "governor general": "governor",
    "lieutenant governor": "lieutenant governor", "head coach": "head coach",
    "assistant coach": "assistant coach",
    "chief justice": "chief justice", "associate justice": "associate justice",
    "chief constable": "police chief",
    "chief of staff": "chief of staff", "staff chief": "chief of staff",
    "police chief": "police chief", "fire chief": "fire chief",
    "police commissioner": "police commissioner", "fire commissioner": "fire commissioner",
    "managing director": "managing director", "executive director": "director",
    "general director": "director", "private first class": "private",
    "sergeant first class": "sergeant", "petty officer": "petty officer",
    "warrant officer": "warrant officer", "police officer": "officer",
    "deputy sheriff": "deputy", "sheriff deputy": "deputy", "deputy marshal": "deputy",
    "special agent": "agent", "state senator": "state senator",
    "state representative": "state representative", "running back": "running back",
    "wide receiver": "wideout", "tight end": "tight end", "editor in chief": "editor in chief",
    "commander in chief": "commander in chief",
}  # fmt: skip
_LONGEST = 3

# Words that tell when a role is held, and not which.
_TIMES = {
    "past": "former ex then onetime retired outgoing erstwhile past previous departing emeritus",
    "next": "incoming elect designate new newly future nominee would-be prospective",
    "acting": "acting interim caretaker temporary",
}
TIMES = {word: time for time, words in _TIMES.items() for word in words.split()}
SUBORDINATE = frozenset("assistant associate deputy vice under junior co".split())
_GRADES = frozenset(
    (
        "senior executive chief first second third lieutenant major brigadier rear staff master "
        "lance detective principal lead"
    ).split()
)
# Offices of which a body has one: whoever is their deputy or assistant does not hold them.
SOLE = frozenset(
    (
        "attorney general,solicitor general,district attorney,city attorney,county attorney,"
        "united states attorney,prime minister,chief executive,chief financial officer,"
        "chief operating officer,chief technology officer,chief information officer,"
        "general manager,secretary general,governor,lieutenant governor,head coach,"
        "chief of staff,police chief,fire chief,police commissioner,fire commissioner,"
        "managing director,president,chairman,mayor,minister,sheriff,principal,premier,"
        "chancellor,ambassador,treasurer,superintendent,editor in chief,chief justice,"
        "commander in chief,director,secretary,commissioner,chief,dean,archbishop,coroner,"
        "chief constable,chief minister,chief marketing officer,chief medical officer"
    ).split(",")
)
# Those that a body may have several of, unless it is said for what.
UNIQUE = SOLE - frozenset("director secretary commissioner chief minister dean".split())
# Which portfolio or service makes one of these the only one.
FIELDED = frozenset("director secretary commissioner chief minister".split())

# What comes before a surname as a title with a capital letter, besides the offices above.
_TITLES = frozenset(
    (
        "admiral agent ambassador archbishop assistant associate attorney bishop brigadier captain "
        "cardinal chairman chancellor chief coach colonel commander commissioner congressman "
        "congresswoman constable coroner corporal councillor councilman councilwoman "
        "councilmember counsel deputy detective director doctor ensign general governor "
        "inspector investigator judge justice lawyer lieutenant magistrate major manager marshal "
        "mayor minister officer pastor premier president principal private professor prosecutor "
        "rabbi imam representative reverend secretary senator sergeant sheriff specialist "
        "spokesman spokesperson spokeswoman superintendent treasurer trooper executive defender "
        "chairwoman chairperson editor ranger firefighter chair solicitor"
    ).split()
)
# What anyone may be called, whatever they are.
COURTESY = frozenset("mr mrs ms miss mister madam sir dame lord lady".split())
# Words that stand inside such titles, never at their end.
_WITHIN = frozenset(
    (
        "district city county state public defense defence prime general head staff master first "
        "second third class senior junior vice under acting interim former retired petty warrant "
        "lance police fire court superior supreme federal circuit municipal appeals appellate "
        "foreign interior home finance justice health education transport transportation "
        "environment energy labor labour trade culture agriculture navy army marine force "
        "air special financial operating technology information managing sub emeritus "
        "lead press us security national united states"
    ).split()
)
PERSON_SUFFIXES = ("er", "or", "ist", "man", "woman", "person", "ian", "ess", "eer", "ant")
_PEOPLE = frozenset(
    (
        "boss captain chef clerk coach cook cop critic friend guard guru head hero host icon "
        "journalist judge king legend lieutenant mogul nurse pilot poet president priest "
        "prophet queen rep spy star student suspect sheriff rival vet victim witness athlete "
        "aide analyst artist chief detective executive expert guide mathematician monk nun "
        "official partner politician professional pundit recruit rookie sergeant veteran agent "
        "mayor attorney general counsel envoy president activist architect diplomat deputy "
        "spokesperson corporal colonel marshal admiral graduate resident secretary therapist "
        "surgeon chemist physicist scientist mechanic wife husband son daughter brother sister "
        "mother father uncle aunt cousin nephew niece girlfriend boyfriend fiance fiancee widow "
        "grandmother grandfather dean rabbi imam bishop archbishop goalkeeper linebacker "
        "quarterback cornerback employee trainee nominee trustee refugee appointee retiree"
    ).split()
)
ORGANISATIONS = frozenset(
    (
        "company firm business corporation startup giant agency bank school university college "
        "hospital group charity network union manufacturer maker retailer airline supplier "
        "wholesaler distributor provider chain newspaper magazine organization organisation "
        "conglomerate church"
    ).split()
)
_PARTIES = {
    "republican": "republican", "gop": "republican", "democratic": "democratic",
    "democrat": "democratic", "labour": "labour", "conservative": "conservative",
    "tory": "conservative", "libertarian": "libertarian", "green": "green",
}  # fmt: skip
# One group a country; those of one country never differ.
_NATIONS = (
    "afghan;albanian;algerian;american,us;angolan;argentine,argentinian;armenian;australian;"
    "austrian;azerbaijani;bahraini;bangladeshi;belarusian;belgian;bolivian;bosnian;brazilian;"
    "british,english,scottish,welsh,briton;bulgarian;burmese;cambodian;cameroonian;canadian;"
    "chilean;chinese;colombian;congolese;croatian;cuban;cypriot;czech;danish;dominican;dutch;"
    "ecuadorian;egyptian;eritrean;estonian;ethiopian;fijian;filipino,philippine;finnish;french;"
    "gambian;georgian;german;ghanaian;greek;guatemalan;haitian;honduran;hungarian;icelandic;"
    "indian;indonesian;iranian;iraqi;irish;israeli;italian;ivorian;jamaican;japanese;jordanian;"
    "kazakh;kenyan;kuwaiti;latvian;lebanese;liberian;libyan;lithuanian;malaysian;malian;maltese;"
    "mexican;moldovan;mongolian;moroccan;mozambican;namibian;nepalese,nepali;nicaraguan;"
    "nigerian;norwegian;omani;pakistani;palestinian;panamanian;paraguayan;peruvian;polish;"
    "portuguese;qatari;romanian;russian;rwandan;saudi;senegalese;serbian;singaporean;slovak;"
    "slovenian;somali;spanish;sudanese;swedish;swiss;syrian;taiwanese;tanzanian;thai;tunisian;"
    "turkish;ugandan;ukrainian;uruguayan;uzbek;venezuelan;vietnamese;yemeni;zambian;zimbabwean"
)
NATIONS = {n: g.split(",")[0] for g in _NATIONS.split(";") for n in g.split(",")}
# Words that narrow a role by nothing that could differ.
_VAGUE = frozenset(
    (
        "the a an its his her their our local longtime veteran top leading famous renowned late "
        "own big small large major global international national multinational private public "
        "tech technology privately family-owned owned based popular star one-time high-ranking "
        "old young controversial affairs and in of for to celebrated prominent well-known "
        "successful fast-growing parent holding listed publicly traded little known secretive "
        "american-based silicon valley commercial independent giant award-winning county city "
        "town state district regional provincial team club"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role in parts, all in canonical words.

    ``office`` is its head (``district attorney``, ``singer``), ``below`` the words that make it the
    second in line, ``grades`` those that rank it otherwise, ``fields`` what it is about, ``time``
    ``past``, ``next``, ``acting`` or ``""``.
    """

    office: str
    below: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    nation: str = ""
    party: str = ""
    time: str = ""

    @property
    def canonical(self) -> str:
        """The role in one line, its time left out."""
        named = (*filter(None, (self.nation, self.party)), *self.fields, *self.grades)
        return " ".join((*named, *self.below, self.office))


def spelled_out(words: Iterable[str]) -> list[str]:
    """Return the words of a role in lower case, abbreviations written in full."""
    found: list[str] = []
    for word in words:
        plain = word.casefold().replace(".", "").replace("’", "'")
        found.extend(_ABBREVIATIONS.get(plain, plain).split())
    return [w for w in found if w]


def is_abbreviation(word: str) -> bool:
    """Tell whether ``word`` is a title cut short ("Sgt.")."""
    return word.casefold().replace(".", "") in _ABBREVIATIONS


def is_title(word: str) -> bool:
    """Tell whether ``word`` may end a title before a name ("Judge", "Sgt.")."""
    plain = word.casefold().replace(".", "")
    if plain in _IN_CAPITALS:
        return word.isupper() or word.endswith(".")
    return plain in _TITLES or plain in _ABBREVIATIONS


def in_title(word: str) -> bool:
    """Tell whether ``word`` may stand within a title before its last word ("District")."""
    plain = word.casefold().replace(".", "")
    within = (_WITHIN, _GRADES, SUBORDINATE, TIMES, NATIONS, _PARTIES)
    return is_title(word) or any(plain in held for held in within)


def is_person_noun(lemma: str) -> bool:
    """Tell whether a common noun may be what someone is by trade, office or kinship."""
    known = lemma in _PEOPLE or lemma in _TITLES
    return known or (lemma.endswith(PERSON_SUFFIXES) and lemma not in TIMES)


def read_role(words: Sequence[str]) -> Role:
    """Return the role that ``words`` name, its head last or before an "of"."""
    plain = [w for w in spelled_out(words) if w not in ("-", "–", "/", "'s", "'")]
    if "of" in plain[1:]:
        cut = plain.index("of", 1)
        plain = [*plain[cut + 1 :], *plain[:cut]]
    office = ""
    for length in range(min(_LONGEST, len(plain)), 1, -1):
        office = _OFFICES.get(" ".join(plain[-length:]), "")
        if office:
            plain = plain[:-length]
            break
    if not office:
        office = _FOLDED.get(plain[-1], plain[-1]) if plain else ""
        plain = plain[:-1]
    held: dict[str, list[str]] = {"below": [], "grades": [], "fields": []}
    nation = party = time = ""
    for word in plain:
        if word in TIMES:
            time = time or TIMES[word]
        elif word in SUBORDINATE and office != "admiral":
            held["below"].append(word)
        elif word in _GRADES:
            held["grades"].append(word)
        elif word in NATIONS:
            nation = NATIONS[word]
        elif word in _PARTIES:
            party = _PARTIES[word]
        elif word not in _VAGUE:
            held["fields"].append(_FOLDED.get(word, word))
    return Role(
        office, tuple(held["below"]), tuple(held["grades"]), tuple(dict.fromkeys(held["fields"])),
        nation, party, time,
    )  # fmt: skip
