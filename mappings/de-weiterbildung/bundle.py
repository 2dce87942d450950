#!/usr/bin/env python3
"""Cuts sample/ and golden/ from one answer of the search: python3 bundle.py DATA/de-weiterbildung

The copy has no licence: its 20 courses by number, bare facts. The last two dates of the golden are invented here: a
second date of a course, and a price, which the page lacks."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both_json, read_json


def slim(date):
    course = date["angebot"]
    provider = course["bildungsanbieter"]
    return {"id": date["id"], "unterrichtsform": date["unterrichtsform"],
            "angebot": {"id": course["id"], "titel": course["titel"], "link": course["link"],
                        "bildungsart": course["bildungsart"], "zertifizierer": course["zertifizierer"],
                        "bildungsanbieter": {key: provider[key] for key in ("id", "name", "homepage")}},
            "kostenWert": date["kostenWert"], "kostenWaehrung": date["kostenWaehrung"],
            "beginn": date["beginn"], "ende": date["ende"]}


def page(dates):
    return {"_embedded": {"termine": dates}, "page": {"size": len(dates), "number": 0}}


answer = read_json("weiterbildungssuche-response.json")
dates = sorted((slim(date) for date in answer["_embedded"]["termine"]), key=lambda date: (date["angebot"]["id"], date["id"]))
second = dates[0] | {"id": 1, "beginn": 1704063600000, "ende": None}
priced = dates[1] | {"id": 2, "angebot": dates[1]["angebot"] | {"id": 1, "titel": "Beispielkurs"}, "kostenWert": "1290.5"}
both_json("weiterbildungssuche-response.json", page(dates), page(dates[:4] + [second, priced]))
print(len(dates), "dates of", len({date["angebot"]["id"] for date in dates}), "courses")
