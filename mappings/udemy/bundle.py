#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the catalogue: python3 bundle.py DATA/mooc-catalogues

No licence for the courses: the first 25 by number, bare facts. The last rows of the golden are invented here."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

COLUMNS = ["course_id", "course_title", "url", "is_paid", "price", "level", "content_duration", "published_timestamp", "subject"]
INVENTED = [{"course_id": "99990001", "course_title": "Curso de ejemplo", "url": "https://www.udemy.com/example-course/", "is_paid": "FALSE", "price": "0",
             "level": "Advanced Level", "content_duration": "0.6166666666666667", "published_timestamp": "2017-01-02T03:04:05Z", "subject": "Business Finance"},
            {"course_id": "99990002", "course_title": "例示コース", "url": "https://www.udemy.com/example-2/", "is_paid": "", "content_duration": "0"}]

first = sorted(read("udemy_courses.csv"), key=lambda row: int(row["course_id"]))[:25]
# The first row twice: the list repeats six courses.
both("udemy_courses.csv", first, first[:8] + first[:1] + INVENTED, COLUMNS)
