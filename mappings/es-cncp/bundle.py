#!/usr/bin/env python3
"""Cuts sample/ and golden/: python3 bundle.py DATA/es-cncp

No licence: the first 25 qualifications by code as bare facts, with the rows of the other two tables that name them."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

CODE = "C\u00f3digo QP"
# code, title and level as they are; columns that repeat two others are left out
REPEATED = {"C\u00f3digo y cualificaci\u00f3n", "C\u00f3digo y certificado"}

codes = sorted(row[CODE].strip() for row in read("UNO.csv"))[:25]
for name in ("UNO.csv", "DOS.csv", "TRES.csv"):
    rows = [row for row in read(name) if row[CODE].strip() in codes]
    both(name, rows, [row for row in rows if row[CODE].strip() in codes[:6]], [column for column in rows[0] if column not in REPEATED])
