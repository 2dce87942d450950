#!/usr/bin/env python3
"""Copies the bundled examples out of golden/, where all of them are invented: python3 bundle.py

The samples of the standard and of agencies are read by tests and not bundled, so there is nothing to cut."""
import pathlib
import shutil

here = pathlib.Path(__file__).parent
(here / "sample").mkdir(exist_ok=True)
for name in ("csv-2.csv", "json.json", "ml-data.xml", "ml-structure.xml"):
    shutil.copyfile(here / "golden" / name, here / "sample" / name)
