#!/usr/bin/env python3
"""Cuts sample/, golden/ and tables/organisations.csv from the provider's files: python3 bundle.py DATA/uk-ofqual

All rows, equal ones once; the columns that the mapping reads; no addresses, telephones or e-mails."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import read, read_json, write, write_json

DETAIL = ["Qualification Number", "Qualification Title", "Owner Organisation Name", "Owner Organisation Acronym",
          "Qualification Level", "Qualification Sub Level", "EQF Level", "Qualification Type", "Total Credits",
          "Qualification SSA", "Qualification Status", "Operational Start Date", "Operational End Date",
          "Certification End Date", "Total Qualification Time", "Link To Specification"]
LIST = ["Qualification Title", "Owner Organisation Name", "Owner Organisation Acronym", "Qualification Level",
        "Qualification Type", "Qualification Status"]
BODIES = ["Recognition Number", "Name", "Legal Name", "Acronym", "Website", "Head Office Address Country",
          "Ofqual Status"]

detail = read("compare-qualifications-download.csv")
for row in detail:  # the short rows lack one field in the middle, so the link's column holds another's value
    if row["Link To Specification"] == "False":
        row["Link To Specification"] = ""
names = {column.replace(" ", "") for column in DETAIL}
keyed = {number: {k: v for k, v in record.items() if k in names}
         for number, record in read_json("quals-data-keyed-with-nulls.json").items()}
listed = list({tuple(row[c] for c in LIST): row for row in read("pearson-qualifications-download.csv")}.values())
bodies = read("org-search-results.csv")

write("sample/compare-qualifications-download.csv", detail, DETAIL)
write_json("sample/quals-data-keyed.json", keyed)
write("sample/pearson-qualifications-download.csv.gz", listed, LIST)
write("sample/org-search-results.csv", bodies, BODIES)

# two organisations of one name: the recognised one
numbers = {}
for row in sorted(bodies, key=lambda r: (r["Ofqual Status"] == "Recognised", r["Recognition Number"])):
    numbers[row["Name"].strip()] = row["Recognition Number"]
write("tables/organisations.csv", [{"name": name, "number": numbers[name]} for name in sorted(numbers)])

# short row, credits 0; number with X; in both shapes; one level twice; no hours; mojibake; Welsh; entry level; a name twice
write("golden/compare-qualifications-download.csv",
      [r for r in detail if r["Qualification Number"] in ("500/4059/5", "500/4011/X", "600/2089/1", "601/6918/7")], DETAIL)
write_json("golden/quals-data-keyed.json", {n: keyed[n] for n in ("610/3177/X", "600/8600/2")})
seen, chosen = set(), []
for row in listed:
    marks = [row["Qualification Level"], row["Qualification Status"]] + [m for m in ("¬†", "‚Äì", "‚Äô")
                                                                         if m in row["Qualification Title"]]
    if any(mark not in seen for mark in marks):
        seen.update(marks)
        chosen.append(row)
write("golden/pearson-qualifications-download.csv", chosen, LIST)
write("golden/org-search-results.csv",
      [r for r in bodies if r["Recognition Number"] in ("RN5133", "RN5190", "RN6108", "XX1303")], BODIES)
