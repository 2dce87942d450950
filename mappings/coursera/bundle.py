#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the catalogue: python3 bundle.py DATA/mooc-catalogues

No licence: the first 25 courses by number, bare facts. The skills and the list of 2020 in the golden are
invented here."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read, write

COLUMNS = ["course_id", "name", "category", "language", "skills", "what_you_learn", "url"]
INVENTED = {"course_id": "99999", "name": "Example course", "category": "Data Science", "language": "English",
            "skills": "SketchUp (3D Modeling, Drawing), Testing,  Examples", "what_you_learn": "Make examples\nTest them",
            "url": "https://www.example.org/learn/example"}
INVENTED_2020 = [{"Sr.No": "1", "course_title": "Example course", "course_organization": "Example University",
                  "course_Certificate_type": "SPECIALIZATION", "course_difficulty": "Beginner"}]

first = sorted(read("coursera_courses_skills.csv"), key=lambda row: int(row["course_id"]))[:25]
for row in first:
    row["skills"] = row["what_you_learn"] = ""
both("coursera_courses_skills.csv", first, first[:9] + [INVENTED], COLUMNS)
write("golden/coursera_2020_891.csv", INVENTED_2020)
