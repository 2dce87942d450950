#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/fr-cpf

All 9 offers and 15 statements. The tables of the scheme and rules.csv are written by hand; what stands in sample/ is
their master."""
import csv
import pathlib
import sys

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


for name, golden in (("records.csv", 9), ("policy.csv", 2)):
    rows = read(data / name)
    write("sample", name, rows)
    write("golden", name, rows[:golden])
for name in ("schemes.csv", "scheme-rates.csv", "scheme-notes.csv", "rules.csv"):
    write("golden", name, read(here / "sample" / name))
