#!/usr/bin/env python3
"""Copies the collected rows into sample/ and cuts golden/: python3 bundle.py DATA/fr-cpf

All 9 offers and 15 statements. The tables of the scheme and rules.csv are written by hand; what stands in sample/ is
their master."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, copy_to_golden, read

for name, golden in (("records.csv", 9), ("policy.csv", 2)):
    rows = read(name)
    both(name, rows, rows[:golden])
copy_to_golden("schemes.csv", "scheme-rates.csv", "scheme-notes.csv", "rules.csv")
