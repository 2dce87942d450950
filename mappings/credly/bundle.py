#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the scraped index: python3 bundle.py DATA/credly

No licence: the first 25 templates by id, bare facts. The template object of the golden is invented
here, as no whole one may be shown."""
import csv
import json
import pathlib
import sys

COLUMNS = ["id", "name", "issuer", "level", "type_category"]
INVENTED = {
    "id": "00000000-0000-4000-8000-000000000001", "name": "Example badge", "description": "<p>Made up for a test &amp; nothing else.</p>",
    "level": "Foundational", "type_category": "Learning", "time_to_earn": "Hours", "cost": "Free", "language": "fr",
    "url": "https://www.example.org/badge/example-badge",
    "issuer": {"summary": "issued by Example Academy", "entities": [
        {"label": "Issued by", "primary": True, "entity": {"name": "Example Academy", "vanity_url": "https://www.example.org/academy"}},
        {"label": "Authorized by", "primary": False, "entity": {"name": "Example Holding"}}]},
    "badge_template_activities": [{"id": "a1", "activity_type": "Assessment", "title": "Example test"},
                                  {"id": "a2", "activity_type": "Course", "title": "Example course"}],
    "skills": [{"id": "s1", "name": "Examples"}, {"id": "s2", "name": "Testing"}]}

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


first = sorted(read("badge-index.csv"), key=lambda row: row["id"])[:25]
write("sample", "badge-index.csv", COLUMNS, first)
write("golden", "badge-index.csv", COLUMNS, first[:10])
(here / "golden" / "badge-templates.jsonl").write_text(json.dumps(INVENTED) + "\n", encoding="utf-8")
