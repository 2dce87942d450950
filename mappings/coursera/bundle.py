#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the catalogue: python3 bundle.py DATA/mooc-catalogues

No licence: the first 25 courses by number, bare facts. The skills and the list of 2020 in the golden are
invented here."""
import csv
import pathlib
import sys

COLUMNS = ["course_id", "name", "category", "language", "skills", "what_you_learn", "url"]
INVENTED = {"course_id": "99999", "name": "Example course", "category": "Data Science", "language": "English",
            "skills": "SketchUp (3D Modeling, Drawing), Testing,  Examples", "what_you_learn": "Make examples\nTest them",
            "url": "https://www.example.org/learn/example"}
INVENTED_2020 = [{"Sr.No": "1", "course_title": "Example course", "course_organization": "Example University",
                  "course_Certificate_type": "SPECIALIZATION", "course_difficulty": "Beginner"}]

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


first = sorted(read("coursera_courses_skills.csv"), key=lambda row: int(row["course_id"]))[:25]
for row in first:
    row["skills"] = row["what_you_learn"] = ""
write("sample", "coursera_courses_skills.csv", COLUMNS, first)
write("golden", "coursera_courses_skills.csv", COLUMNS, first[:9] + [INVENTED])
write("golden", "coursera_2020_891.csv", list(INVENTED_2020[0]), INVENTED_2020)
