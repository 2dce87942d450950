#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected facts: python3 bundle.py DATA/pomisa

facts.csv whole. project.csv, partners.csv and documents.csv say what some of its statements say, field by field."""
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

facts = read("facts.csv")
said = {row["topic"]: row["statement"] for row in facts if row["topic"] != "output"}
title, acronym = re.fullmatch(r"(.*) \((\w+)\)", said["name"]).groups()
lead = re.match(r"Led by the (University of Johannesburg)", said["lead"]).group(1)
project = {"id": "pomisa", "title": title, "acronym": acronym, "period": said["period"], "funding": said["funding"],
           "objective": re.sub("^Specific objective: p", "P", said["objective"]),
           "homepage": next(row["source"] for row in facts if row["topic"] == "name")}
partners = []
for row in facts:
    if row["topic"] == "partner":
        name, country = re.fullmatch(r"(.*) \((.*)\)", row["statement"]).groups()
        partners.append({"project": "pomisa", "partner": name, "country": country, "lead": "yes" if name == lead else "",
                         "source": row["source"]})
reports = next(row for row in facts if "country reports: " in row["statement"])
documents = [{"project": "pomisa", "country": country, "date": reports["date"], "source": reports["source"]}
             for country in reports["statement"].split("country reports: ")[1].split(", ")]

both("facts.csv", facts, [facts[n] for n in (0, 1, 4, 22)])
both("project.csv", [project], [project])
both("partners.csv", partners, [partners[n] for n in (0, 1, 14, 16)])
both("documents.csv", documents, documents[:2])
