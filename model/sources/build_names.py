#!/usr/bin/env python3
"""Builds model/lexicon/given-names.txt and family-names.txt.

Takes names from the name tables of the Python package Faker (MIT licence) and from the hand-written
lists beside this script. Get the package and run:

    pip download --no-deps faker==40.54.0
    python -m zipfile -e faker-40.54.0-py3-none-any.whl faker
    python model/sources/build_names.py faker
"""

import importlib
import re
import sys
import types
from pathlib import Path

from names import everyday_words, fold, read_list, write_list

# How many names of each table of a locale to take, from the top. Tables with weights, or ordered by how
# common a name is, are cut there; tables in alphabetical order are taken whole or, where they hold all
# names ever borne, not at all.
ALL = 10_000
GIVEN = {
    "cs_CZ": ALL, "da_DK": ALL, "de_LU": 100, "en_GB": ALL, "en_IN": ALL, "en_KE": 150, "en_NG": ALL,
    "en_NZ": 150, "en_US": ALL, "es_AR": 80, "es_CL": 100, "es_CO": 80, "es_MX": ALL, "et_EE": ALL,
    "fi_FI": 100, "fr_BE": 100, "fr_CA": ALL, "fr_DZ": ALL, "fr_FR": ALL, "ha_NG": ALL, "hr_HR": ALL,
    "hu_HU": ALL, "ig_NG": ALL, "it_IT": ALL, "ja_JP": ALL, "nl_BE": 100, "nl_NL": ALL, "no_NO": ALL,
    "pl_PL": ALL, "pt_BR": ALL, "pt_PT": ALL, "sl_SI": ALL, "sv_SE": 150, "tw_GH": ALL, "vi_VN": ALL,
    "yo_NG": ALL, "zu_ZA": ALL,
}
FAMILY = {
    "cs_CZ": ALL, "da_DK": ALL, "de_CH": ALL, "de_DE": ALL, "en_GB": 400, "en_IN": ALL, "en_KE": 300,
    "en_NG": ALL, "en_NZ": 200, "en_US": 800, "es_AR": ALL, "es_CL": 150, "es_CO": 150, "fi_FI": 150,
    "fr_BE": 100, "fr_DZ": ALL, "fr_FR": ALL, "fr_QC": ALL, "ha_NG": ALL, "hu_HU": ALL, "id_ID": ALL,
    "ig_NG": ALL, "ja_JP": ALL, "nl_BE": 100, "no_NO": ALL, "pt_BR": ALL, "pt_PT": ALL, "sv_SE": 150,
    "tr_TR": ALL, "tw_GH": ALL, "vi_VN": ALL, "yo_NG": ALL, "zh_CN": ALL,
}
NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ž][\w'’ -]+")


def tables(locale):
    """The name tables of a locale: class and names, as the package has them."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute, sex in [
        ("first_names_female", "female"), ("first_names_male", "male"),
        ("first_romanized_names", ""), ("last_names", "family"), ("last_romanized_names", "family"),
    ]:
        names = getattr(provider, attribute, ())
        if isinstance(names, dict):
            names = sorted(names, key=names.get, reverse=True)
        if not isinstance(names, property):
            yield sex, [n.replace("’", "'") for n in names if NAME.fullmatch(n)]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv[1])
    sys.modules.setdefault("tzdata", types.ModuleType("tzdata"))  # imported, not used
    here = Path(__file__).parent
    drop = everyday_words()

    given = read_list(here / "given-names.txt")
    family = read_list(here / "family-names.txt")
    for locale in sorted(set(GIVEN) | set(FAMILY)):
        for sex, names in tables(locale):
            if sex == "family":
                for name in names[: FAMILY.get(locale, 0)]:
                    family.setdefault(name, set()).add("")
            else:
                for name in names[: GIVEN.get(locale, 0)]:
                    given.setdefault(name, set()).add(sex)

    for title, names in [("given-names", given), ("family-names", family)]:
        rows = {}
        for name, classes in names.items():
            # A name given to both sexes tells none.
            known = next(iter(classes)) if len(classes) == 1 else ""
            for form in {name, fold(name)}:
                if len(form) > 1 and form not in drop:
                    rows.setdefault(form, set()).add(known)
        kind = "Given" if title == "given-names" else "Family"
        header = [
            f"{kind} names of all regions"
            + ("; class: the sex that a name tells, where it tells one." if kind == "Given" else "."),
            "Built by model/sources/build_names.py from Faker (MIT) and model/sources/"
            + title + ".txt (the project's own).",
        ]
        write_list(title, header, {n: next(iter(c)) if len(c) == 1 else "" for n, c in rows.items()})


if __name__ == "__main__":
    main()
