#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the three tables: python3 bundle.py DATA/us-nj-etpl

All rows, those marked as deleted too; of the programmes the columns that the mapping reads. Also the
two tables that lead from the names in a programme to the records of the other tables."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import read, write

PROGRAMMES = ["programid", "officialname", "providerid", "name", "website", "cipcode", "degreeawardedname", "licenseawardedname",
              "industrycredentialname", "totalcost", "totalclockhours", "statusname", "mention_hybrid", "mention_remote"]
CREDENTIALS, LICENCES = "TBLINDUSTRYCREDENTIAL_DATA_TABLE.csv", "TBLLICENSE_DATA_TABLE.csv"
# licence; no provider name; quoted name; cost and hours 0; hybrid; remote; five-digit CIP code; degree; credential of a deleted name
GOLDEN_PROGRAMMES = {
    "licence": lambda r: r["licenseawardedname"] == "TRUCK DRIVER", "nameless": lambda r: not r["name"],
    "quoted": lambda r: r["name"].startswith('"') and r["officialname"].startswith('"'), "free": lambda r: r["totalcost"] == "0",
    "no hours": lambda r: r["totalclockhours"] == "0" and r["totalcost"] != "0", "hybrid": lambda r: r["mention_hybrid"] == "True",
    "remote": lambda r: r["mention_remote"] == "True", "cip": lambda r: len(r["cipcode"]) == 5,
    "degree": lambda r: r["degreeawardedname"] == "Associate's Degree", "credential": lambda r: r["industrycredentialname"] == "CompTIA A+"}
# padded name; created and changed; deleted; no code
GOLDEN_CREDENTIALS = {"padded": lambda r: r["NAME"] != r["NAME"].strip(), "dated": lambda r: r["DATECREATED"] and r["DATELASTMODIFIED"],
                      "deleted": lambda r: r["ISDELETED"] == "1", "no code": lambda r: not r["CODE"]}
GOLDEN_LICENCES = {"plain": lambda r: r["NAME"] == "ACUPUNCTURIST", "dotted": lambda r: r["CODE"] == "13.2072.00",
                   "number": lambda r: r["CODE"] == "989", "deleted": lambda r: r["ISDELETED"] == "1"}


def first_of_each(rows, tests):
    chosen = []
    for test in tests.values():
        row = next(row for row in rows if test(row))
        if row not in chosen:
            chosen.append(row)
    return chosen


def links(name, column, table, prefix, programmes):
    """Names that programmes state, and the record of that name: not a deleted one, the lowest number of equal names."""
    records = {}
    for row in sorted(table, key=lambda row: -int(row["ID"])):
        if row["ISDELETED"] == "0":
            records[row["NAME"].strip().lower()] = "https://w3id.org/tessera/id/us-nj-etpl/" + prefix + row["ID"]
    used = sorted({row[column].strip() for row in programmes} - {""})
    write("tables/" + name, [{"name": n, "record": records[n.lower()]} for n in used if n.lower() in records])


programmes, credentials, licences = read("etpl_programs.csv"), read(CREDENTIALS), read(LICENCES)
for name, rows, columns, golden in (("etpl_programs.csv", programmes, PROGRAMMES, GOLDEN_PROGRAMMES),
                                    (CREDENTIALS, credentials, list(credentials[0]), GOLDEN_CREDENTIALS),
                                    (LICENCES, licences, list(licences[0]), GOLDEN_LICENCES)):
    write(f"sample/{name}.gz", rows, columns, named=True)
    write("golden/" + name, first_of_each(rows, golden), columns)
links("credentials.csv", "industrycredentialname", credentials, "credential-", programmes)
links("licences.csv", "licenseawardedname", licences, "licence-", programmes)
