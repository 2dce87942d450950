#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/mu-mqa

All 16 programmes and 29 statements. The tables of the scheme are written by hand; what stands in sample/ is their
master."""
import csv
import pathlib
import sys

# awarding body and duration; free; price a year; approval, hours, price and cohort; no cohort; one month
GOLDEN = {"National Diploma in Nursing", "Internet of Things (iLearn MOOC)", "Diploma in Business Administration (SIAST)",
          "Foundations of Revit", "Managing LEED Projects - A Contractor's Perspective", "Film Editing"}

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


records, policy = read(data / "records.csv"), read(data / "policy.csv")
write("sample", "records.csv", records)
write("sample", "policy.csv", policy)
write("golden", "records.csv", [row for row in records if row["title"] in GOLDEN])
write("golden", "policy.csv", policy[:2])
for name in ("schemes.csv", "scheme-rates.csv", "scheme-notes.csv"):
    write("golden", name, read(here / "sample" / name))
