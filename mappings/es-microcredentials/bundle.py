#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/es-microcredentials

All 30 micro-credentials, 7 modules and 66 statements on the rules."""
import csv
import pathlib
import sys

# ECTS and hours; both modes; area named; price; month only; English title; free; no provider
GOLDEN = ["Actualización en Mediación", "Actualización en el manejo clínico de las tendinopatías en fisioterapia",
          "escritura creativa en el entorno digital (area named)", "Aprendizaje por refuerzo y optimización de sistemas",
          "Diseño de Procesadores con Arquitectura Abierta", "Frontend Development", "Git y Metodologías Ágiles",
          "Course in Sustainable Urban Mobility Plans (SUMPs), 3rd edition (learning capsule)"]

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(name):
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, columns, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


records, modules, policy = read("records.csv"), read("modules.csv"), read("policy.csv")
write("sample", "records.csv", list(records[0]), records)
write("sample", "modules.csv", list(modules[0]), modules)
write("golden", "records.csv", list(records[0]), [row for row in records if row["title"] in GOLDEN])
write("golden", "modules.csv", list(modules[0]), modules[:2])
write("sample", "policy.csv", list(policy[0]), policy)
write("golden", "policy.csv", list(policy[0]), policy[1:3])
