#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the linked data: python3 bundle.py DATA/au-tga

Facts only: titles, labels, codes, credits and links; definitions, keywords, outcomes and notes are left out. Units that
only the smaller files have are added to the combined one. A small reader of Turtle does for these files: they have no
blank nodes, lists or nesting."""
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import text_of, write_text

TOKEN = re.compile(r'#[^\n]*|<([^>]*)>|("""(?:.|\n)*?"""|"(?:\\.|[^"\\])*")(@[\w-]+|\^\^\S+)?|([^\s;,"<]*?)(?=[;,]?\s|[;,]|$)|([;,.])')
PREFIXES = {"asn": "http://purl.org/ASN/schema/core/", "dcterms": "http://purl.org/dc/terms/",
            "skos": "http://www.w3.org/2004/02/skos/core#", "schema": "https://schema.org/",
            "owl": "http://www.w3.org/2002/07/owl#", "it2017": "https://data.jobsandskills.gov.au/def/it2017/",
            "nst": "https://test.linked.data.gov.au/def/nst/", "tgaqual": "https://training.gov.au/tgaQualifications/",
            "tgaunit": "https://training.gov.au/training/details/", "ucmajor": "https://www.canberra.edu.au/major/",
            "ucunit": "https://www.canberra.edu.au/unit/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
LEFT_OUT = {"skos:definition", "skos:scopeNote", "schema:keywords", "schema:teaches", "schema:skills",
            "schema:learningOutcome", "skos:narrower", "skos:topConceptOf"}
# required and referenced by qualifications; with a subject; altLabels with blanks; domain and subdomain; replaced; a major
GOLDEN = {"tgaunit:BSBTEC201", "tgaunit:ICTPRG302", "nst:SK051900", "nst:121143", "it2017:ITE-NET", "it2017:ITE-NET-01",
          "<https://data.jobsandskills.gov.au/def/it2017>", "ucmajor:SM0056", "ucunit:11484"}


def short(iri):
    for prefix, namespace in sorted(PREFIXES.items(), key=lambda entry: -len(entry[1])):
        if iri.startswith(namespace) and re.fullmatch(r"\w[\w-]*", iri[len(namespace):]):
            return prefix + ":" + iri[len(namespace):]
    return f"<{iri}>"


def read(name):
    """{subject: {predicate: [objects]}} with short names."""
    text = text_of(name)
    prefixes, subjects, words = {}, {}, []
    text = re.sub(r'(?im)^\s*@?prefix\s+(\S*):\s*<([^>]*)>\s*\.?\s*$',
                  lambda m: prefixes.update({m[1]: m[2]}) or "", text)
    for match in TOKEN.finditer(text):
        iri, literal, tag, word, mark = match.groups()
        if literal:
            words.append(literal + (tag if tag and tag[0] == "@" else tag and "^^" + expand(tag[2:], prefixes) or ""))
        elif iri is not None:
            words.append(short(iri))
        elif mark or word:
            token = mark or word
            end = len(token) > 1 and token.endswith(".") and ":" in token
            token = token[:-1] if end else token
            words.append(expand(token, prefixes) if ":" in token else token)
            if end:
                words.append(".")
    subject = predicate = None
    for word in words:
        if word == ".":
            subject = predicate = None
        elif word == ";":
            predicate = None
        elif word != ",":
            if subject is None:
                subject = word
            elif predicate is None:
                predicate = word
            else:
                values = subjects.setdefault(subject, {}).setdefault(predicate, [])
                if word not in values:
                    values.append(word)
    return subjects


def expand(name, prefixes):
    prefix, local = name.split(":", 1)
    return short(prefixes[prefix] + local)


def unite(one, other):
    for subject, properties in other.items():
        for predicate, values in properties.items():
            mine = one.setdefault(subject, {}).setdefault(predicate, [])
            mine.extend(value for value in values if value not in mine)


def write(folder, subjects):
    text = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    for subject in sorted(subjects):
        facts = [f"{predicate} {' , '.join(values)}" for predicate, values in sorted(subjects[subject].items())
                 if predicate not in LEFT_OUT]
        text += f"\n{subject}\n  " + " ;\n  ".join(facts) + " .\n"
    write_text(folder + "/nstTgaUcAcmCombined.ttl", text)


subjects = read("nstTgaUcAcmCombined.ttl")
for name in ("certIIIitUnits.ttl", "tgaUnitAboutIT2017.ttl", "nstSkillsUnitTagged.ttl"):
    unite(subjects, read(name))
write("sample", subjects)
golden = dict(subjects)
replaced = sorted(s for s, p in subjects.items() if "owl:deprecated" in p)
write("golden", {s: p for s, p in golden.items() if s in GOLDEN or s in replaced})

# without the units that the graph has with their qualifications, in the order of their codes
header, *rows = text_of("ict40120_units.tsv").splitlines()
rows = sorted(row for row in rows if short(row[1:row.index(">")]) not in subjects)
for folder, count in (("sample", None), ("golden", 3)):
    write_text(folder + "/ict40120_units.tsv", "\n".join([header] + rows[:count]) + "\n")
kinds = {}
for subject in subjects:
    kinds[subject.split(":")[0]] = kinds.get(subject.split(":")[0], 0) + 1
print(kinds, len(rows), "titles;", len(replaced), "replaced")
