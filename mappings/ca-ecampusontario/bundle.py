#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the collected rows: python3 bundle.py DATA/ca-ecampusontario

All 38 micro-credentials and 54 statements on the rules. Badges (tests only) are read by the mapping and not bundled,
but for one in the golden. The tables of the scheme are written by hand; what stands in sample/ is their master."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, copy_to_golden, read, write

# plain; ranges; per course; area named; per micro-credential; weeks and free; no language; program named; French, a semester
GOLDEN = ["Venipuncture Techniques", "MRILC pilot program (micro-credential)", "basic web design (area named)",
          "Post-secondary teaching and learning (micro-credentials of five courses)", "Microcertificate in pedorthics (three micro-credentials)",
          "Cannabis Career Launch", "A/Z truck driver training", "fleet optimization (program named)", "Cultures numériques (microcertificat)"]

records, badges, policy = read("records.csv"), read("records-badges.csv"), read("policy.csv")
both("records.csv", records, [row for row in records if row["title"] in GOLDEN])
both("policy.csv", policy, policy[:2])
write("golden/records-badges.csv", badges[:1])
copy_to_golden("schemes.csv", "scheme-notes.csv")
