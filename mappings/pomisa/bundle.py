#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected facts: python3 bundle.py DATA/pomisa

facts.csv whole. project.csv, partners.csv and documents.csv say what some of its statements say, field by field."""
import csv
import pathlib
import re
import sys

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def write(folder, name, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


with open(data / "facts.csv", encoding="utf-8-sig", newline="") as file:
    facts = list(csv.DictReader(file))
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

for folder, all_of_them in (("sample", True), ("golden", False)):
    few = [facts[n] for n in (0, 1, 4, 22)]
    write(folder, "facts.csv", facts if all_of_them else few)
    write(folder, "project.csv", [project])
    write(folder, "partners.csv", partners if all_of_them else [partners[n] for n in (0, 1, 14, 16)])
    write(folder, "documents.csv", documents if all_of_them else documents[:2])
