"""Cuts the tables of France compétences for one of its two directories, which lie in the same files.

The columns that the mapping reads, accents taken out of the file names. A table without rows for the directory is kept
with its header: a pass that lacks a table changes no record."""
import csv
import unicodedata

from bundling import both, read

FICHES = ["Numero_Fiche", "Intitule", "Abrege_Libelle", "Abrege_Intitule", "Nomenclature_Europe_Niveau",
          "Nomenclature_Europe_Intitule", "Date_Decision", "Date_Fin_Enregistrement", "Date_Effet",
          "Type_Enregistrement", "Actif"]


def cut(prefix, golden, tables):
    """All fiches whose number begins so; of the tables beside Standard all columns."""
    for table in ("Standard", *tables):
        name = f"export_fiches_CSV_{table}_2024_02_22.csv"
        cut_table("sample/" + name, name, FICHES if table == "Standard" else None, prefix, golden)
    cut_table("standard-2026-sample/standard_tail.csv", "standard_tail.csv", FICHES, prefix, golden)


def cut_table(source, name, columns, prefix, golden):
    table = read(source, ";")
    rows = [row for row in table if row["Numero_Fiche"].startswith(prefix)]
    both(unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode("ascii"), rows,
         [row for row in rows if row["Numero_Fiche"] in golden], columns or list(table[0]), delimiter=";", quoting=csv.QUOTE_ALL)
