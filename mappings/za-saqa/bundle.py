#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the transcribed files: python3 bundle.py DATA/za-saqa

All rows: 100 of the register, 81 of providers' lists, replacements and last dates, and 39 statements."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

DROPPED = {"qaBody", "readAt"}  # of the providers' lists: remarks on the file they come from
# two schemes; "TBA"; not applicable; part-qualification; unit standard without credits; bare level; replaced; listed only
GOLDEN = {"90561", "49176", "61591", "22711", "21015", "49085", "48979", "48970", "58722"}

records = read("records.csv")
for row in records:  # one of each kind of level, kind and status
    for column in ("nqfLevel", "kind", "status"):
        if row[column] not in {r[column] for r in records if r["saqaId"] in GOLDEN}:
            GOLDEN.add(row["saqaId"])
lists = read("records-providers.csv")
for name, rows, key in (("records.csv", records, "saqaId"), ("records-providers.csv", lists, "saqaId"),
                        ("replacements.csv", read("replacements.csv"), "replacedId"),
                        ("last-dates.csv", read("last-dates.csv"), "saqaId")):
    columns = [c for c in rows[0] if name != "records-providers.csv" or c not in DROPPED]
    both(name, rows, [r for r in rows if r[key] in GOLDEN], columns)
policy = read("policy.csv")
both("policy.csv", policy, policy[:2])
