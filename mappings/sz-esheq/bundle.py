#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/sz-esheq

All 25 programmes and 20 statements."""
import csv
import pathlib
import sys

# sponsored; semesters; years; certificate; page; short course with its times
GOLDEN = {"Diploma in Pharmacy", "Bachelor of Science in Information Technology", "PGCE",
          "Preparatory Certificate in Business", "Bachelor of Medical Laboratory Sciences", "Programmable Logic Controllers"}

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
