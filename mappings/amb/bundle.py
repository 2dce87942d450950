#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the profile's examples: python3 bundle.py DATA/amb

The examples of one id and name are one record with the bare fields of all; no descriptions, no persons."""
import json
import pathlib
import sys

FIELDS = ["@context", "id", "type", "name", "inLanguage", "about", "keywords", "learningResourceType", "educationalLevel",
          "teaches", "assesses", "license", "isAccessibleForFree", "dateCreated", "datePublished", "isPartOf", "hasPart"]
# a course with competencies, a document, a course of the web, another level
GOLDEN = ["competencies", "affiliation", "highered-course", "educationalLevel"]

data = pathlib.Path(sys.argv[1]) / "20231019/examples/valid"
here = pathlib.Path(__file__).parent
records, names = {}, {}

for path in sorted(data.glob("*.json")):
    example = json.loads(path.read_text("utf-8"))
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

for folder in ("sample", "golden"):
    (here / folder).mkdir(exist_ok=True)
for key, record in records.items():
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    (here / "sample" / f"{names[key][0]}.json").write_text(text, "utf-8")
    if set(GOLDEN) & set(names[key]):
        (here / "golden" / f"{names[key][0]}.json").write_text(text, "utf-8")
print(len(records), "records of", sum(map(len, names.values())), "examples")
