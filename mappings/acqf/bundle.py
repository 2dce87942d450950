#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the files: python3 bundle.py DATA/acqf

All 14 schemes without level descriptors and names of persons, the head of the exchange model without its shapes,
and all statements. The golden has one framework, two other lists, and the ACQF exchange file that was made
up for it (exchange-specimen.json, kept)."""
import csv
import pathlib
import re
import sys

GOLDEN = ["ke-nqf-levels.ttl", "isced-2011.ttl", "virtualspace-nqfs.ttl"]

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
TEXT = r'(?:"""(?:[^"]|"(?!""))*"""|"[^"\n]*")(?:@[\w-]+)?'


def cut(turtle):
    """Without definitions, descriptions and creators, which are prose and persons."""
    return re.sub(r"\n\s*(?:skos:definition|dct:description|dct:creator|dc:description)\s+%s\s*;?(?=\s)" % TEXT, "", turtle)


def write(folder, name, text):
    (here / folder).mkdir(exist_ok=True)
    (here / folder / name).write_text(text, encoding="utf-8")


for path in sorted((data / "levels").glob("*.ttl")):
    text = cut(path.read_text(encoding="utf-8"))
    write("sample", path.name, text)
    if path.name in GOLDEN:
        write("golden", path.name, text)
model = (data / "exchange-model.ttl").read_text(encoding="utf-8")
head = cut(model[:model.index("\n:QualificationShape\n")] + "\n")
write("sample", "exchange-model.ttl", head)
write("golden", "exchange-model.ttl", head)
policy = (data / "policy.csv").read_text(encoding="utf-8-sig")
write("sample", "policy.csv", policy)
with open(data / "policy.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.reader(file))
with open(here / "golden" / "policy.csv", "w", encoding="utf-8", newline="") as file:
    csv.writer(file, lineterminator="\n").writerows(rows[:3])
