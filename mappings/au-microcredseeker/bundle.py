#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/au-microcredseeker

All 36 micro-credentials, without the columns that are not mapped, and 60 statements on the rules, each in key order."""
import csv
import pathlib
import sys

# nothing stated; a range of weeks; share of a year; hours after hours; range of prices; weeks; sites; hours a week
GOLDEN = ["Maths iSTEM", "Hydrogen production (title not printed)", "Foundations for Learning and Teaching in Higher Education (UNMC510)",
          "UNMC529 (title not in the stored excerpt)", "Ethical Practice", "Railway Design", "Spatial measurement for construction and marine",
          "Going all OUT for Outreach (project)", "Introduction to Machine Learning"]

UNMAPPED = {"level", "assessed"}

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(name):
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sort(rows, *key):
    return sorted(rows, key=lambda row: [row[column] for column in key])


def write(folder, name, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column for column in rows[0] if column not in UNMAPPED], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


records = sort(read("records.csv"), "name", "provider")
policy = sort(read("policy.csv"), "topic", "statement")
write("sample", "records.csv", records)
write("golden", "records.csv", [row for row in records if row["name"] in GOLDEN])
write("sample", "policy.csv", policy)
write("golden", "policy.csv", policy[:2])
