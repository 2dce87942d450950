#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected figures: python3 bundle.py DATA/holoniq

All figures. The golden has a few: with and without sample size, at least so many, a range, times, claims with
and without a named source."""
import csv
import pathlib
import sys

GOLDEN = {"survey-2023.csv": {0, 1, 7, 12}, "coursera-report.csv": {0, 4, 8, 10, 40}, "other-surveys.csv": {0, 3},
          "seed-figures.csv": {0, 2, 10}}

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def write(folder, name, columns, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


for name, some in GOLDEN.items():
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    write("sample", name, list(rows[0]), rows)
    write("golden", name, list(rows[0]), [row for n, row in enumerate(rows) if n in some])
