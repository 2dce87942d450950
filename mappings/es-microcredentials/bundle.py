#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/es-microcredentials

All 30 micro-credentials, 7 modules and 66 statements on the rules."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

# ECTS and hours; both modes; area named; price; month only; English title; free; no provider
GOLDEN = ["Actualización en Mediación", "Actualización en el manejo clínico de las tendinopatías en fisioterapia",
          "escritura creativa en el entorno digital (area named)", "Aprendizaje por refuerzo y optimización de sistemas",
          "Diseño de Procesadores con Arquitectura Abierta", "Frontend Development", "Git y Metodologías Ágiles",
          "Course in Sustainable Urban Mobility Plans (SUMPs), 3rd edition (learning capsule)"]

records, modules, policy = read("records.csv"), read("modules.csv"), read("policy.csv")
both("records.csv", records, [row for row in records if row["title"] in GOLDEN])
both("modules.csv", modules, modules[:2])
both("policy.csv", policy, policy[1:3])
