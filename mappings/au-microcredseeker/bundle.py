#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/au-microcredseeker

All 36 micro-credentials and 60 statements on the rules."""
import csv
import pathlib
import sys

# nothing stated; a range of weeks; share of a year; hours after hours; range of prices; weeks; sites; hours a week
GOLDEN = ["Maths iSTEM", "Hydrogen production (title not printed)", "Foundations for Learning and Teaching in Higher Education (UNMC510)",
          "UNMC529 (title not in the stored excerpt)", "Ethical Practice", "Railway Design", "Spatial measurement for construction and marine",
          "Going all OUT for Outreach (project)", "Introduction to Machine Learning"]

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(name):
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, columns, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


records, policy = read("records.csv"), read("policy.csv")
write("sample", "records.csv", list(records[0]), records)
write("golden", "records.csv", list(records[0]), [row for row in records if row["name"] in GOLDEN])
write("sample", "policy.csv", list(policy[0]), policy)
write("golden", "policy.csv", list(policy[0]), policy[:2])
