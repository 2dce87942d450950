#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the profile's examples: python3 bundle.py DATA/amb

The examples of one id and name are one record with the bare fields of all; no descriptions, no persons."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import data, read_json, write_json

FIELDS = ["@context", "id", "type", "name", "inLanguage", "about", "keywords", "learningResourceType", "educationalLevel",
          "teaches", "assesses", "license", "isAccessibleForFree", "dateCreated", "datePublished", "isPartOf", "hasPart"]
# a course with competencies, a document, a course of the web, another level
GOLDEN = ["competencies", "affiliation", "highered-course", "educationalLevel"]

records, names = {}, {}

for path in sorted((data / "20231019/examples/valid").glob("*.json")):
    example = read_json(path)
    key = example["id"], example["name"]
    record = records.setdefault(key, {})
    names.setdefault(key, []).append(path.stem)
    for field in FIELDS:
        if field == "type":
            record[field] = list(dict.fromkeys(record.get(field, []) + example[field]))
        elif field in example and field not in record:
            value = example[field]
            if field in ("isPartOf", "hasPart"):
                value = [{k: v for k, v in part.items() if k in ("id", "type", "name")} for part in value]
            record[field] = value

for key, record in records.items():
    write_json(f"sample/{names[key][0]}.json", record)
    if set(GOLDEN) & set(names[key]):
        write_json(f"golden/{names[key][0]}.json", record)
print(len(records), "records of", sum(map(len, names.values())), "examples")
