#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/ke-knqa

All 32 programmes and 23 statements. The crawl of the placement portal (records-kuccps.csv) is for tests only."""
import csv
import pathlib
import sys

# page; awarding body; level; artisan; degree from the press; units with ISCED code, with hours, with both
GOLDEN = {"Certificate in Project Management", "Diploma in Cyber Security", "Diploma in Digital Journalism Level 6",
          "Artisan in Salesmanship", "Global Executive MBA", "Apply Computer Programming Principles", "Desktop Application",
          "ICT Security"}

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
