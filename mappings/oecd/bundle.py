#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/oecd

Documents and statements whole. Of the survey's figure 2.4 only the question, its year and how many answered
are known, from the statement on it: that makes surveys.csv. The indicator tables wait for the terms of their sources: they are read by
the mapping and not bundled; the four rows of the golden are invented."""
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read, write

TABLE = "OECD-Education-PISA-Test-Scores-PISA-2015.csv"
HEAD = ["Entity", "Year", "OECD PISA education score (PISA (2015))", "OECD PISA Reading Score, 2000-2012 (PISA (2015))"]
INVENTED = [("France", "2000", "500", "501.5"), ("France", "2003", "", "502"), ("New Zealand", "2000", "499", ""), ("OECD average", "2000", "498", "")]

documents, policy = read("documents.csv"), read("policy.csv")
both("documents.csv", documents, documents, [column for column in documents[0] if column != "readAt"])
both("policy.csv", policy, policy)
survey = next(row for row in policy if row["topic"] == "survey")
name, count, question, figure = re.fullmatch(r"(.*): (\d+) jurisdictions answered (.*) \((.*)\)", survey["statement"]).groups()
row = {"id": "heps-2022-fig-2-4", "survey": name, "figure": figure, "question": question[0].upper() + question[1:] + "?",
       "period": survey["date"], "jurisdictions": count, "source": survey["source"]}
both("surveys.csv", [row], [row])
write("golden/" + TABLE, [dict(zip(HEAD, row)) for row in INVENTED], HEAD)
