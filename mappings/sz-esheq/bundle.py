#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/sz-esheq

All 25 programmes and 20 statements."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

# sponsored; semesters; years; certificate; page; short course with its times
GOLDEN = {"Diploma in Pharmacy", "Bachelor of Science in Information Technology", "PGCE",
          "Preparatory Certificate in Business", "Bachelor of Medical Laboratory Sciences", "Programmable Logic Controllers"}

records, policy = read("records.csv"), read("policy.csv")
both("records.csv", records, [row for row in records if row["title"] in GOLDEN])
both("policy.csv", policy, policy[:2])
