#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the provider's file: python3 bundle.py DATA/fr-bcn

All 3,923 rows; the columns that the mapping reads, without remarks and decrees."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import read, write

COLUMNS = (["FORMATION_DIPLOME", "N_NIVEAU_FORMATION_DIPLOME.LIBELLE_100", "GROUPE_SPECIALITE",
            "N_GROUPE_SPECIALITE.LIBELLE_LONG", "LIBELLE_COURT", "LIBELLE_LONG_200", "DATE_OUVERTURE", "DATE_FERMETURE"]
           + [f"ANCIEN_DIPLOME_{i}" for i in range(1, 8)] + [f"NOUVEAU_DIPLOME_{i}" for i in range(1, 8)]
           + ["NATURE_FORMATION_DIPLOME", "N_NATURE_FORMATION_DIPLOME.LIBELLE_100", "CITE_DOMAINE_DETAILLE",
              "N_CITE_2013_DOMAINE_DETAILL.LIBELLE_EDITION", "NIVEAU_QUALIFICATION_RNCP"])
# undetermined; several predecessors; several successors; closed without successor; the four that RNCP shares
GOLDEN = {"99999902", "46321218", "50025007", "50022416", "45321303", "46321406", "55321201", "50033501", "67010011"}

rows = read("N_FORMATION_DIPLOME.csv", ";")
chosen = {row["FORMATION_DIPLOME"]: row for row in rows if row["FORMATION_DIPLOME"] in GOLDEN}
for mark in ("NATURE_FORMATION_DIPLOME", "NIVEAU_QUALIFICATION_RNCP"):  # one row of each value
    for row in rows:
        if row[mark] not in {r[mark] for r in chosen.values()}:
            chosen[row["FORMATION_DIPLOME"]] = row
for row in rows:  # the date that stands for "unknown", and the code that the European list lacks
    if row["DATE_FERMETURE"].endswith("/1901") or row["CITE_DOMAINE_DETAILLE"] == "0600":
        if not any(r["DATE_FERMETURE"][-4:] == row["DATE_FERMETURE"][-4:] == "1901"
                   or r["CITE_DOMAINE_DETAILLE"] == row["CITE_DOMAINE_DETAILLE"] == "0600" for r in chosen.values()):
            chosen[row["FORMATION_DIPLOME"]] = row
write("sample/N_FORMATION_DIPLOME.csv.gz", rows, COLUMNS, delimiter=";")
write("golden/N_FORMATION_DIPLOME.csv", [r for r in rows if r["FORMATION_DIPLOME"] in chosen], COLUMNS, delimiter=";")
