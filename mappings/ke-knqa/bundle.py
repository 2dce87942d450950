#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/ke-knqa

All 32 programmes and 23 statements. The crawl of the placement portal (records-kuccps.csv) is for tests only."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

# page; awarding body; level; artisan; degree from the press; units with ISCED code, with hours, with both
GOLDEN = {"Certificate in Project Management", "Diploma in Cyber Security", "Diploma in Digital Journalism Level 6",
          "Artisan in Salesmanship", "Global Executive MBA", "Apply Computer Programming Principles", "Desktop Application",
          "ICT Security"}

records, policy = read("records.csv"), read("policy.csv")
both("records.csv", records, [row for row in records if row["title"] in GOLDEN])
both("policy.csv", policy, policy[:2])
