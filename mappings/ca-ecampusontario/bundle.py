#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/ca-ecampusontario

All 38 micro-credentials and 54 statements on the rules. Badges (tests only) are read by the mapping and not bundled,
but for one in the golden. The tables of the scheme are written by hand; what stands in sample/ is their master."""
import csv
import pathlib
import sys

# plain; ranges; per course; area named; per micro-credential; weeks and free; no language; program named; French, a semester
GOLDEN = ["Venipuncture Techniques", "MRILC pilot program (micro-credential)", "basic web design (area named)",
          "Post-secondary teaching and learning (micro-credentials of five courses)", "Microcertificate in pedorthics (three micro-credentials)",
          "Cannabis Career Launch", "A/Z truck driver training", "fleet optimization (program named)", "Cultures numériques (microcertificat)"]

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


records, badges, policy = read("records.csv"), read("records-badges.csv"), read("policy.csv")
write("sample", "records.csv", list(records[0]), records)
write("golden", "records.csv", list(records[0]), [row for row in records if row["title"] in GOLDEN])
write("golden", "records-badges.csv", list(badges[0]), badges[:1])
write("sample", "policy.csv", list(policy[0]), policy)
write("golden", "policy.csv", list(policy[0]), policy[:2])
for name in ("schemes.csv", "scheme-notes.csv"):
    with open(here / "sample" / name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    write("golden", name, list(rows[0]), rows)
