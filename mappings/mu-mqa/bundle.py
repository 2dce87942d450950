#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/mu-mqa

All 16 programmes and 29 statements. The tables of the scheme are written by hand; what stands in sample/ is their
master."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, copy_to_golden, read

# awarding body and duration; free; price a year; approval, hours, price and cohort; no cohort; one month
GOLDEN = {"National Diploma in Nursing", "Internet of Things (iLearn MOOC)", "Diploma in Business Administration (SIAST)",
          "Foundations of Revit", "Managing LEED Projects - A Contractor's Perspective", "Film Editing"}

records, policy = read("records.csv"), read("policy.csv")
both("records.csv", records, [row for row in records if row["title"] in GOLDEN])
both("policy.csv", policy, policy[:2])
copy_to_golden("schemes.csv", "scheme-rates.csv", "scheme-notes.csv")
