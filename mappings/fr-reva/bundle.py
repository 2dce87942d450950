#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the provider's files: python3 bundle.py DATA/fr-reva

All 243 rows; the columns that the mapping reads. Nothing is reworded."""
import csv
import pathlib
import sys

COLUMNS = ["Code RNCP", "Certification active ?", "Nom la certification", "Type de diplôme", "Niveau de diplôme",
           "Filière", "Tag Certificateurs (1 seul SVP !!)"]
# inactive; same title twice; a degree; a quoted certifier; a certifier with a slash; each level
GOLDEN = {"32208", "7067", "37310", "35830", "35408", "34135", "37268", "5983", "36051", "35955"}

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
with open(data / "certifications.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))
for folder, chosen in (("sample", rows), ("golden", [r for r in rows if r["Code RNCP"] in GOLDEN])):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / "certifications.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(chosen)
