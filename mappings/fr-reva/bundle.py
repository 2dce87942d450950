#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the provider's files: python3 bundle.py DATA/fr-reva

All 243 rows; the columns that the mapping reads. Nothing is reworded."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

COLUMNS = ["Code RNCP", "Certification active ?", "Nom la certification", "Type de diplôme", "Niveau de diplôme",
           "Filière", "Tag Certificateurs (1 seul SVP !!)"]
# inactive; same title twice; a degree; a quoted certifier; a certifier with a slash; each level
GOLDEN = {"32208", "7067", "37310", "35830", "35408", "34135", "37268", "5983", "36051", "35955"}

rows = read("certifications.csv")
both("certifications.csv", rows, [row for row in rows if row["Code RNCP"] in GOLDEN], COLUMNS)
