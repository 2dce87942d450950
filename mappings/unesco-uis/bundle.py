#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the national and global tables: python3 bundle.py DATA/unesco-uis

All tables but Ukraine's (placeholder data), all rows in the order of what they are about, without the columns
that are not mapped; gzip -9n where large. The golden has a few rows of some."""
import csv
import gzip
import io
import pathlib
import re
import sys

UNMAPPED = {"GeoCode", "Unit multiplier", "Goal", "Target", "Indicator", "SeriesCode", "SeriesDescription", "GeoAreaCode",
            "Reporting Type", "latest_value", "latest_value_year"}
VALUE = re.compile(r"Value|.*\(%\)|\d{4}")
LARGE = 20_000
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

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def write(folder, name, columns, rows):
    (here / folder).mkdir(exist_ok=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    if folder == "sample" and len(content) > LARGE:
        (here / folder / (name + ".gz")).write_bytes(gzip.compress(content, 9, mtime=0))
    else:
        (here / folder / name).write_bytes(content)


for path in sorted(data.glob("sdg-4/*.csv")) + sorted(data.glob("un-global/*.csv")):
    if path.name.startswith("ua_"):
        continue
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [column for column in rows[0] if column not in UNMAPPED]
    about = [column for column in columns if not VALUE.fullmatch(column)]
    write("sample", path.name, columns, sorted(rows, key=lambda row: [row[column] for column in about]))
    if path.name in GOLDEN:
        write("golden", path.name, columns, [row for n, row in enumerate(rows) if GOLDEN[path.name](n, row)])
