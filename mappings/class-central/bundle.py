#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the catalogue: python3 bundle.py DATA/mooc-catalogues

No licence: the first 25 courses by address, bare facts, written as the crawler writes them: subjects end in a
line break and blanks, lines in CR CR LF. The last rows of the golden are invented here."""
import csv
import io
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import data, write_text

INVENTED = [("Mathematics", "Invitation to Examples   הזמנה לדוגמה", "https://www.class-central.com/course/coursera-invitation-to-examples---99990001"),
            ("Social Sciences", "例示コース", "https://www.class-central.com/course/gacco--99990002"),
            ("Science", "Example of a Course", "https://www.class-central.com/course/futurelearn-example-of-a-course-99990003"),
            ("Engineering", "Example of a Course", "https://www.class-central.com/course/futurelearn-example-of-a-course-99990003"),
            ("Science", "Example of its own", "https://www.class-central.com/course/independent-example-of-its-own-99990004")]


def read(name):
    """Every line break of the file is CR CR LF, between rows and in the subjects alike."""
    text = (data / name).read_bytes().decode("utf-8").replace("\r\r\n", "\n").replace("\r\n", "\n")
    return [(row[0].strip(), row[1].strip(), row[2].strip()) for row in list(csv.reader(io.StringIO(text)))[1:] if row]


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text


def write(folder, name, rows):
    lines = ["Subject,Course Name,Course URL"] + [f'"{subject}\r\n          ",{quoted(title)},{url}' for subject, title, url in rows]
    write_text(f"{folder}/{name}", "".join(line + "\r\r\n" for line in lines))


rows = read("classcentral_2019.csv")
first = sorted({row[2] for row in rows})[:25]
cut = sorted((row for row in rows if row[2] in first), key=lambda row: (row[2], row[0]))
write("sample", "classcentral_2019.csv", cut)
write("golden", "classcentral_2019.csv", [row for row in cut if row[2] in first[:8]] + INVENTED)
