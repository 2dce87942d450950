#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/nz-nzqa

All 162 rows of facts, without the column that is not mapped, and 61 statements, each in key order. The lists of standards are for tests only and are not bundled."""
import csv
import pathlib
import sys

# register page; path and code of NZSCED; range of levels and credits; each relation of replacement; no number; pilot
GOLDEN_NUMBERS = {"5066", "128479-1", "5055", "1413", "1414", "40287", "TF0849", "3501", "2674"}
GOLDEN_TITLES = {"Self-Driving Car Engineer Nanodegree", "Insulation Installation", "Instructional Design Basics"}

UNMAPPED = {"reviewDate"}

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(name):
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sort(rows, *key):
    return sorted(rows, key=lambda row: [row[column] for column in key])


rows = sort(read("records.csv"), "number", "title", "provider", "developer")
policy = sort(read("policy.csv"), "topic", "statement")
chosen = [r for r in rows if r["number"] in GOLDEN_NUMBERS or r["title"] in GOLDEN_TITLES
          or "replaced by 2420 or 2416" in r["status"] or r["nzsced"] == "050104"]
for folder, name, cut in (("sample", "records.csv", rows), ("golden", "records.csv", chosen),
                          ("sample", "policy.csv", policy), ("golden", "policy.csv", policy[:2])):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column for column in cut[0] if column not in UNMAPPED], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(cut)
