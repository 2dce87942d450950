#!/usr/bin/env python3
"""Cuts sample/, golden/ and the names of sector subject areas: python3 bundle.py DATA/uk-apprenticeship-frameworks

All 776 frameworks; the members that the mapping reads. The names of the areas stand in Ofqual's file, in the folder
next to it."""
import csv
import gzip
import json
import pathlib
import sys

MEMBERS = ["Id", "Title", "FrameworkCode", "PathwayCode", "Level", "Duration", "Ssa1", "Ssa2", "EffectiveFrom",
           "EffectiveTo", "IsActiveFramework"]
# no length; one title at three levels; active; each level
GOLDEN = {"401-3-1", "403-2-2", "403-2-1", "403-3-1"}

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent

frameworks = [{m: f[m] for m in MEMBERS} for f in json.loads((data / "frameworks_2.0.json").read_text("utf-8-sig"))]
chosen = [f for f in frameworks if f["Id"] in GOLDEN]
for framework in frameworks:
    if framework["Level"] not in {f["Level"] for f in chosen}:
        chosen.append(framework)
lines = lambda records: ("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in records) + "\n]\n").encode("utf-8")
for folder in ("sample", "golden"):
    (here / folder).mkdir(exist_ok=True)
(here / "sample/frameworks.json.gz").write_bytes(gzip.compress(lines(frameworks), 9, mtime=0))
(here / "golden/frameworks.json").write_bytes(lines(chosen))

areas = {}
with open(data.parent / "uk-ofqual/pearson_sor.csv", encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        code, _, name = row["Sector Subject Area"].partition(" ")
        if code[0].isdigit():
            areas[str(float(code))] = name
with open(here / "tables/sector-subject-areas.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["code", "name"])
    writer.writerows(sorted(areas.items(), key=lambda a: float(a[0])))
