"""Closed sets of words of which a thing can be only one: colours, weapons, kin, parts of the body.

Each line is a set; words joined by a stroke are one member of it, for news uses them for the same.
A word that covers others ("vehicle", "building", "relative") is in no set: it excludes none.
"""

from __future__ import annotations

_SETS = """
mother/mum/mom father/dad sister brother son daughter wife husband aunt uncle niece nephew cousin \
grandmother grandfather grandson granddaughter
boy girl
male female
black white red blue green yellow brown orange purple pink
morning afternoon evening/night
breakfast lunch dinner/supper
winter spring summer autumn/fall
knife/blade/machete gun/pistol/handgun/revolver/rifle/shotgun/firearm axe/hatchet hammer bomb \
sword crossbow
pistol/handgun/revolver rifle shotgun
car/sedan truck/lorry bus van motorcycle/motorbike/scooter bicycle tram train tractor ambulance \
helicopter plane/aircraft/jet/airplane ship/boat/ferry/vessel
stab shoot strangle/choke/smother/suffocate drown poison hang behead electrocute burn \
beat/bludgeon
murder manslaughter arson rape fraud/embezzlement kidnapping/abduction bribery perjury treason \
espionage
felony misdemeanor
dog/puppy cat/kitten horse cow bull sheep goat pig bear wolf lion tiger leopard elephant shark \
whale dolphin snake crocodile monkey fox deer
head/skull/face neck/throat chest stomach/abdomen/belly back \
arm/elbow/wrist/forearm/shoulder/hand/finger leg/knee/thigh/ankle/shin/foot/toe/calf
left right
heart liver kidney lung brain pancreas
cancer/leukemia/leukaemia stroke diabetes malaria measles cholera tuberculosis pneumonia hepatitis
kitchen bathroom bedroom basement/cellar attic/loft garage roof garden/yard/backyard
school church mosque synagogue temple hospital/clinic hotel/motel bank museum library prison/jail \
airport stadium theater/theatre supermarket restaurant/cafe factory/plant warehouse pharmacy
bridge tunnel dam
river lake sea/ocean mountain forest/wood desert beach
flood drought earthquake hurricane/typhoon/cyclone tornado avalanche landslide/mudslide wildfire
rain/rainfall snow/snowfall hail fog
gold silver copper iron/steel bronze platinum
coal gas oil/petroleum
petrol/gasoline diesel
cocaine heroin cannabis/marijuana methamphetamine ecstasy opium
beer wine whisky/whiskey vodka gin rum
wheat rice corn/maize barley cotton coffee tea
army navy
soldier sailor
football/soccer rugby cricket tennis golf hockey basketball baseball boxing
quarterfinal semifinal final
goalkeeper/keeper defender midfielder striker
piano violin guitar cello trumpet saxophone flute
profit loss
export import
surplus deficit
majority minority
supply demand
asset liability
landlord tenant
plaintiff defendant
prosecutor/prosecution defense/defence
winner loser
buyer seller
teacher student/pupil
doctor nurse patient
driver passenger pedestrian cyclist
employer employee
attacker/assailant victim
public private
domestic foreign
temporary permanent
upper lower
front rear
top bottom
maximum minimum
urban rural
minor/slight serious/severe/critical fatal
partial total/complete
novel poem
"""


def _members() -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for number, line in enumerate(_SETS.strip().splitlines()):
        for member in line.split():
            for word in member.split("/"):
                found.setdefault(word, {})[number] = member
    return found


_MEMBERS = _members()


def exclude_each_other(a: str, b: str) -> bool:
    """Tell whether two lemmas are different members of one set."""
    first, second = _MEMBERS.get(a, {}), _MEMBERS.get(b, {})
    return any(first[n] != second[n] for n in first.keys() & second.keys())
