#!/usr/bin/env python3
"""Cuts sample/ and golden/: python3 bundle.py DATA/sg-skillsfuture

The courses have no licence: the first 25 by number, title, provider and address only. All 15 statements. The tables of
the schemes are written by hand; what stands in sample/ is their master."""
import csv
import pathlib
import re
import sys

FACTS = ["Course Name", "Training Provider", "Link"]

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


courses = sorted(read(data / "skillsfuture_courses.csv"), key=lambda row: re.search(r"TGS-\d+", row["Link"]).group())
courses = [{column: row[column] for column in FACTS} for row in courses[:25]]
policy = read(data / "policy.csv")
write("sample", "skillsfuture_courses.csv", courses)
write("golden", "skillsfuture_courses.csv", courses[:3])
write("sample", "policy.csv", policy)
write("golden", "policy.csv", policy[:2])
for name in ("schemes.csv", "scheme-rates.csv", "scheme-notes.csv"):
    write("golden", name, read(here / "sample" / name))
