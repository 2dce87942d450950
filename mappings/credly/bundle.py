#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the scraped index: python3 bundle.py DATA/credly

No licence: the first 25 templates by id, bare facts. The template object of the golden is invented
here, as no whole one may be shown."""
import json
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read, write_text

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

first = sorted(read("badge-index.csv"), key=lambda row: row["id"])[:25]
both("badge-index.csv", first, first[:10], COLUMNS)
write_text("golden/badge-templates.jsonl", json.dumps(INVENTED) + "\n")
