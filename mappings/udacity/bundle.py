#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the catalogue: python3 bundle.py DATA/mooc-catalogues

No licence: the first 25 courses by address, bare facts. The last rows of the golden are invented here; like
the list itself they end before the column Skills, which no row fills."""
import csv
import pathlib
import sys

COLUMNS = ["Course Name", "University", "Difficulty Level", "Course Rating", "Course URL", "Course Description", "Skills"]
INVENTED = [["Intel\ufffd Example", "School of Business", "", "4", "https://www.udacity.com//course/example-nanodegree--nd999", "Makes\ufffd an example, invented."],
            ["Intro to Examples", "Career Advancement", "Beginner", "", "https://www.udacity.com//course/intro-to-examples--ud999-2", ""]]

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(name):
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def write(folder, name, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


first = sorted(read("udacity.csv"), key=lambda row: row[4])[:25]
for row in first:
    row[3] = row[5] = ""
write("sample", "udacity.csv", first)
write("golden", "udacity.csv", first[:8] + INVENTED)
