#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/oecd

Documents and statements whole. Of the survey's figure 2.4 only the question, its year and how many answered
are known, from the statement on it: that makes surveys.csv. The indicator tables wait for the terms of their sources: they are read by
the mapping and not bundled; the four rows of the golden are invented."""
import csv
import pathlib
import re
import sys

TABLE = "OECD-Education-PISA-Test-Scores-PISA-2015.csv"
HEAD = ["Entity", "Year", "OECD PISA education score (PISA (2015))", "OECD PISA Reading Score, 2000-2012 (PISA (2015))"]
INVENTED = [("France", "2000", "500", "501.5"), ("France", "2003", "", "502"), ("New Zealand", "2000", "499", ""), ("OECD average", "2000", "498", "")]

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


documents, policy = read("documents.csv"), read("policy.csv")
columns = [column for column in documents[0] if column != "readAt"]
for folder in ("sample", "golden"):
    write(folder, "documents.csv", columns, documents)
    write(folder, "policy.csv", list(policy[0]), policy)
survey = next(row for row in policy if row["topic"] == "survey")
name, count, question, figure = re.fullmatch(r"(.*): (\d+) jurisdictions answered (.*) \((.*)\)", survey["statement"]).groups()
row = {"id": "heps-2022-fig-2-4", "survey": name, "figure": figure, "question": question[0].upper() + question[1:] + "?",
       "period": survey["date"], "jurisdictions": count, "source": survey["source"]}
for folder in ("sample", "golden"):
    write(folder, "surveys.csv", list(row), [row])
write("golden", TABLE, HEAD, [dict(zip(HEAD, row)) for row in INVENTED])
