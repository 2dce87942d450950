#!/usr/bin/env python3
"""Cuts sample/ and golden/: python3 bundle.py DATA/sg-skillsfuture

The courses have no licence: the first 25 by number, title, provider and address only. All 15 statements. The tables of
the schemes are written by hand; what stands in sample/ is their master."""
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, copy_to_golden, read

FACTS = ["Course Name", "Training Provider", "Link"]

courses = sorted(read("skillsfuture_courses.csv"), key=lambda row: re.search(r"TGS-\d+", row["Link"]).group())
courses = [{column: row[column] for column in FACTS} for row in courses[:25]]
policy = read("policy.csv")
both("skillsfuture_courses.csv", courses, courses[:3])
both("policy.csv", policy, policy[:2])
copy_to_golden("schemes.csv", "scheme-rates.csv", "scheme-notes.csv")
