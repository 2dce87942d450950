#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected figures: python3 bundle.py DATA/holoniq

All figures. The golden has a few: with and without sample size, at least so many, a range, times, claims with
and without a named source."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

GOLDEN = {"survey-2023.csv": {0, 1, 7, 12}, "coursera-report.csv": {0, 4, 8, 10, 40}, "other-surveys.csv": {0, 3},
          "seed-figures.csv": {0, 2, 10}}

for name, some in GOLDEN.items():
    rows = read(name)
    both(name, rows, [row for n, row in enumerate(rows) if n in some])
