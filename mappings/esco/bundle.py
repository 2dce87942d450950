#!/usr/bin/env python3
"""Cuts sample/ and golden/ from ESCO's own files: python3 bundle.py DATA/esco

All 13,485 skills and 2,942 occupations with their labels in three languages; of the descriptions none."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import read, write

LABELS = ["conceptUri", "preferredLabel", "altLabels"]
SKILLS = "http://data.europa.eu/esco/skill/"
# of the specimen credential of eu-edc; broader concept; alternative labels
GOLDEN = {SKILLS + s for s in ("ccdf3597-5c80-410f-896d-e1bdfa223de9", "80f308e6-0e09-404a-80cd-ec5f50f6f304",
                               "5fd5c985-eaaa-47aa-8314-62359c54505a", "0005c151-5b5a-4a66-8aac-60e734beb1ab")}
GOLDEN |= {"http://data.europa.eu/esco/occupation/" + o for o in ("00030d09-2b3a-4efd-87cc-c4ea39d27c34", "000e93a3-d956-4e45-aacb-f12c83fedf84")}

english = read("skills_en-us.csv")
GOLDEN.add(min(row["conceptUri"] for row in english if not row["preferredLabel"].strip()))  # no English label
broader = [row for row in read("broaderRelationsSkillPillar.csv") if row["conceptType"] == "KnowledgeSkillCompetence"]
for name, columns, rows in (("skills_en-us.csv", LABELS, english), ("skills_es.csv", LABELS, read("skills_es.csv")),
                            ("skills_fr.csv", LABELS, read("skills_fr.csv")),
                            ("occupations_en.csv", ["conceptUri", "iscoGroup"] + LABELS[1:], read("occupations_en.csv")),
                            ("occupations_es.csv", LABELS, read("occupations_es.csv")),
                            ("occupations_fr.csv", LABELS, read("occupations_fr.csv")),
                            ("broaderRelationsSkillPillar.csv", ["conceptUri", "broaderUri"], broader)):
    write(f"sample/{name}.gz", rows, columns, named=True)
    write("golden/" + name, [row for row in rows if row["conceptUri"] in GOLDEN], columns)
