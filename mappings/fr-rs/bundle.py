#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the provider's files: python3 bundle.py DATA/fr-rncp

All fiches of this directory; the columns that the mapping reads. Accents are taken out of the file names.
A table without rows for them is kept with its header: a pass that lacks a table changes no record."""
import csv
import pathlib
import sys
import unicodedata

PREFIX = "RS"
GOLDEN = {"RS5000", "RS6117", "RS27", "RS3713", "RS6607", "RS7415"}
FICHES = ["Numero_Fiche", "Intitule", "Abrege_Libelle", "Abrege_Intitule", "Nomenclature_Europe_Niveau",
          "Nomenclature_Europe_Intitule", "Date_Decision", "Date_Fin_Enregistrement", "Date_Effet",
          "Type_Enregistrement", "Actif"]
TABLES = {"Standard": FICHES, "Certificateurs": None, "Rome": None, "Nsf": None,
          "Formacode": None, "VoixdAccès": None, "Ancienne_Nouvelle_Certification": None}

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def cut(source, name, columns):
    with open(source, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        columns = columns or reader.fieldnames
        rows = [row for row in reader if row["Numero_Fiche"].startswith(PREFIX)]
    ascii_name = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode("ascii")
    for folder, chosen in (("sample", rows), ("golden", [r for r in rows if r["Numero_Fiche"] in GOLDEN])):
        (here / folder).mkdir(exist_ok=True)
        with open(here / folder / ascii_name, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, delimiter=";", extrasaction="ignore", lineterminator="\n",
                                    quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(chosen)


for table, columns in TABLES.items():
    name = f"export_fiches_CSV_{table}_2024_02_22.csv"
    cut(data / "sample" / name, name, columns)
cut(data / "standard-2026-sample/standard_tail.csv", "standard_tail.csv", FICHES)
