#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the national and global tables: python3 bundle.py DATA/unesco-uis

All tables but Ukraine's (placeholder data), all rows in the order of what they are about, without the columns
that are not mapped; gzip -9n where large. The golden has a few rows of some."""
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import data, ordered, read, write

UNMAPPED = {"GeoCode", "Unit multiplier", "Goal", "Target", "Indicator", "SeriesCode", "SeriesDescription", "GeoAreaCode",
            "Reporting Type", "latest_value", "latest_value_year"}
LARGE = {"431_se_adt_eductrn_lv.csv", "ca_indicator_4-3-1.csv", "ca_indicator_4-4-1.csv", "mt_indicator_4-3-1.csv", "uk_indicator_4-4-1.csv"}
VALUE = re.compile(r"Value|.*\(%\)|\d{4}")
# school years and provinces; wide, with notes; wide, with age and sex in the year; no value at all;
# a region, nothing broken down, and figures that contradict each other; codes and an empty value; areas without code
GOLDEN = {
    "ca_indicator_4-3-1.csv": lambda n, row: n in (0, 60, 61),
    "ca_indicator_4-4-1.csv": lambda n, row: n == 0 or not row["Value"],
    "hr_indicator_4-3-1.csv": lambda n, row: n in (0, 5),
    "hr_indicator_4-4-1.csv": lambda n, row: n in (0, 2),
    "kr_indicator_4-4-1.csv": lambda n, row: n in (0, 1),
    "md_indicator_4-4-1.csv": lambda n, row: n in (0, 1),
    "mt_indicator_4-3-1.csv": lambda n, row: n in (0, 227),
    "uk_indicator_4-3-1.csv": lambda n, row: n == 0 or row["Region"] == "London" or not any(row[c] for c in list(row)[2:11]),
    "431_se_adt_eductrn_lv.csv": lambda n, row: row["GeoAreaName"] in ("Albania", "Cook Islands") or row["GeoAreaName"] == "France" and row["Sex"] == "FEMALE",
}

for path in sorted(data.glob("sdg-4/*.csv")) + sorted(data.glob("un-global/*.csv")):
    if path.name.startswith("ua_"):
        continue
    rows = read(path)
    columns = [column for column in rows[0] if column not in UNMAPPED]
    about = [column for column in columns if not VALUE.fullmatch(column)]
    write(f"sample/{path.name}{'.gz' if path.name in LARGE else ''}", ordered(rows, *about), columns)
    if path.name in GOLDEN:
        write("golden/" + path.name, [row for n, row in enumerate(rows) if GOLDEN[path.name](n, row)], columns)
