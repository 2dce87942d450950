#!/usr/bin/env python3
"""Cuts sample/, golden/ and the names of sector subject areas: python3 bundle.py DATA/uk-apprenticeship-frameworks

All 776 frameworks; the members that the mapping reads. The names of the areas stand in Ofqual's file, in the folder
next to it."""
import json
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import data, read, read_json, write, write_text

MEMBERS = ["Id", "Title", "FrameworkCode", "PathwayCode", "Level", "Duration", "Ssa1", "Ssa2", "EffectiveFrom",
           "EffectiveTo", "IsActiveFramework"]
# no length; one title at three levels; active; each level
GOLDEN = {"401-3-1", "403-2-2", "403-2-1", "403-3-1"}

frameworks = [{m: f[m] for m in MEMBERS} for f in read_json("frameworks_2.0.json")]
chosen = [f for f in frameworks if f["Id"] in GOLDEN]
for framework in frameworks:
    if framework["Level"] not in {f["Level"] for f in chosen}:
        chosen.append(framework)
lines = lambda records: "[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in records) + "\n]\n"
write_text("sample/frameworks.json.gz", lines(frameworks))
write_text("golden/frameworks.json", lines(chosen))

areas = {}
for row in read(data.parent / "uk-ofqual/pearson_sor.csv"):
    code, _, name = row["Sector Subject Area"].partition(" ")
    if code[0].isdigit():
        areas[str(float(code))] = name
write("tables/sector-subject-areas.csv", [{"code": code, "name": areas[code]} for code in sorted(areas, key=float)])
