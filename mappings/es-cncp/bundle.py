#!/usr/bin/env python3
"""Cuts sample/ and golden/: python3 bundle.py DATA/es-cncp

No licence: the first 25 qualifications by code as bare facts, with the rows of the other two tables that name them."""
import csv
import pathlib
import sys

CODE = "C\u00f3digo QP"
# code, title and level as they are; columns that repeat two others are left out
REPEATED = {"C\u00f3digo y cualificaci\u00f3n", "C\u00f3digo y certificado"}

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(name):
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, rows):
    (here / folder).mkdir(exist_ok=True)
    columns = [column for column in rows[0] if column not in REPEATED]
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


codes = sorted(row[CODE].strip() for row in read("UNO.csv"))[:25]
for folder, chosen in (("sample", codes), ("golden", codes[:6])):
    for name in ("UNO.csv", "DOS.csv", "TRES.csv"):
        write(folder, name, [row for row in read(name) if row[CODE].strip() in chosen])
