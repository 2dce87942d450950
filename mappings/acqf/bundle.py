#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the files: python3 bundle.py DATA/acqf

All 14 schemes without level descriptors and names of persons, the head of the exchange model without its shapes,
and all statements. The golden has one framework, two other lists, and the ACQF exchange file that was made
up for it (exchange-specimen.json, kept)."""
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, data, read, text_of, write_text

GOLDEN = ["ke-nqf-levels.ttl", "isced-2011.ttl", "virtualspace-nqfs.ttl"]

TEXT = r'(?:"""(?:[^"]|"(?!""))*"""|"[^"\n]*")(?:@[\w-]+)?'


def cut(turtle):
    """Without definitions, descriptions and creators, which are prose and persons."""
    return re.sub(r"\n\s*(?:skos:definition|dct:description|dct:creator|dc:description)\s+%s\s*;?(?=\s)" % TEXT, "", turtle)


for path in sorted((data / "levels").glob("*.ttl")):
    text = cut(text_of(path))
    write_text("sample/" + path.name, text)
    if path.name in GOLDEN:
        write_text("golden/" + path.name, text)
model = text_of("exchange-model.ttl")
head = cut(model[:model.index("\n:QualificationShape\n")] + "\n")
write_text("sample/exchange-model.ttl", head)
write_text("golden/exchange-model.ttl", head)
policy = read("policy.csv")
both("policy.csv", policy, policy[:2])
