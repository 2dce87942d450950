#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/au-microcredseeker

All 36 micro-credentials, without the columns that are not mapped, and 60 statements on the rules, each in key order."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, ordered, read

# nothing stated; a range of weeks; share of a year; hours after hours; range of prices; weeks; sites; hours a week
GOLDEN = ["Maths iSTEM", "Hydrogen production (title not printed)", "Foundations for Learning and Teaching in Higher Education (UNMC510)",
          "UNMC529 (title not in the stored excerpt)", "Ethical Practice", "Railway Design", "Spatial measurement for construction and marine",
          "Going all OUT for Outreach (project)", "Introduction to Machine Learning"]

UNMAPPED = {"level", "assessed"}

records, policy = ordered(read("records.csv"), "name", "provider"), ordered(read("policy.csv"), "topic", "statement")
both("records.csv", records, [row for row in records if row["name"] in GOLDEN], [column for column in records[0] if column not in UNMAPPED])
both("policy.csv", policy, policy[:2])
