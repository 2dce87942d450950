"""What the scripts bundle.py do alike: they read tables of the folder that they are called with (data) and write files
beside themselves (here), the same bytes each time. A script says what is its own: which file, columns and rows.

Files are named within their folder: read("records.csv") is in data, write("sample/records.csv", rows) in here.
"""
import csv
import gzip
import io
import json
import pathlib
import sys

if len(sys.argv) != 2:
    sys.exit("which folder of data? " + sys.argv[0] + " FOLDER")
here = pathlib.Path(sys.argv[0]).resolve().parent
data = pathlib.Path(sys.argv[1]).resolve()


def text_of(file):
    return (data / file).read_bytes().decode("utf-8-sig")


def read(file, delimiter=","):
    """Rows of a table by column."""
    with open(data / file, encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table, delimiter=delimiter))


def read_json(file):
    return json.loads(text_of(file))


def ordered(rows, *columns):
    return sorted(rows, key=lambda row: [row[column] for column in columns])


def write(file, rows, columns=None, named=False, **form):
    """A table with some columns, else all of the first row; form is delimiter or quoting of the csv module."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(rows[0]), extrasaction="ignore", lineterminator="\n", **form)
    writer.writeheader()
    writer.writerows(rows)
    write_text(file, text.getvalue(), named)


def write_json(file, value):
    write_text(file, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write_text(file, text, named=False):
    """Compressed where the file's name says so."""
    path = here / file
    path.parent.mkdir(exist_ok=True)
    raw = text.encode("utf-8")
    path.write_bytes(zipped(raw, path.stem if named else "") if path.suffix == ".gz" else raw)


def zipped(raw, name):
    """As gzip -9n does it, or with the name of the file in the head."""
    content = io.BytesIO()
    with gzip.GzipFile(name, "wb", 9, content, mtime=0) as file:
        file.write(raw)
    packed = bytearray(content.getvalue())
    if not name:
        packed[9] = 3  # the byte of the operating system, which Python leaves open and gzip does not
    return bytes(packed)


def both(file, rows, golden, columns=None, **form):
    """The rows in sample/ and some of them in golden/, with the columns of the sample."""
    columns = columns or list(rows[0])
    write("sample/" + file, rows, columns, **form)
    write("golden/" + file, golden, columns, **form)


def both_json(file, value, golden=None):
    """The value in sample/ and part of it, or itself, in golden/."""
    write_json("sample/" + file, value)
    write_json("golden/" + file, value if golden is None else golden)


def copy_to_golden(*files):
    """Tables that are written by hand; what stands in sample/ is their master."""
    for file in files:
        write("golden/" + file, read(here / "sample" / file))
