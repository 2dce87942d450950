#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the crawl: python3 bundle.py DATA/mooc

The crawl has no licence: the first 21 courses by address and the four of the MOOChub feed (DATA/moochub beside
it), bare facts. The two last rows of the golden are invented here, for shapes that those lack. The statements on
the rules are in own words and bundled whole; two of them stand in the golden."""
import csv
import json
import pathlib
import sys

COLUMNS = ["id", "title", "provider", "platform", "hours", "weeks", "ects", "language", "level", "price", "url"]
INVENTED = [{"id": "x1", "title": "Example of a Course", "provider": "Example University", "platform": "Example (a feed)", "weeks": "6",
             "ects": "2", "language": "de", "level": "Introductory", "price": "$94", "url": "https://www.futurelearn.com/courses/example-of-a-course"},
            {"title": "Example without address", "provider": "Example University", "platform": "Example", "hours": "3.5", "language": "de,ar"}]

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


first = sorted((row for row in read("records.csv") if row["url"]), key=lambda row: (row["url"], row["title"]))[:21]
policy = read("policy.csv")
write("sample", "records.csv", COLUMNS, first)
write("golden", "records.csv", COLUMNS, first[:8] + INVENTED)
write("sample", "policy.csv", list(policy[0]), policy)
write("golden", "policy.csv", list(policy[0]), policy[:2])
feed = json.loads((data.parent / "moochub/instances/courses.json").read_text(encoding="utf-8"))
for folder in "sample", "golden":
    (here / folder / "moochub-courses.json").write_text(
        json.dumps({"data": feed["data"]}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
