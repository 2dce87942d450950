#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the providers' files: python3 bundle.py DATA/ec2u

All 41 units and 98 programmes; no syllabus texts, teachers, options or lessons."""
import sys
import xml.etree.ElementTree as ET

sys.path.append(sys.path[0] + "/..")
from bundling import both_json, data, here, read_json

NAMESPACE = "http://ws.di.u-gov.cineca.it/"
KEPT = ["afId", "afGenCod", "afGenDes", "afGenDesEng", "tipoCompAfDes", "annoCorso", "settCod", "peso", "umPesoCod"]
MEMBERS = ["composante", "name", "code", "discipline", "credits", "levelISCED"]
# no code; no credits; two languages of teaching; an ordinary one
GOLDEN_UNITS = 6
# credits 0; degree and not; no discipline
GOLDEN_PROGRAMMES = {"DDV10", "88DC1", "D3AD1"}

ET.register_namespace("di", NAMESPACE)
ET.register_namespace("soap", "http://schemas.xmlsoap.org/soap/envelope/")


def tag(name):
    return f"{{{NAMESPACE}}}{name}"


def slim(unit):
    for child in list(unit):
        name = child.tag.split("}")[-1]
        if name == "linDid":
            continue
        if name not in KEPT:
            unit.remove(child)


def cut(folder, choose):
    tree = ET.parse(data / "OfferingsPavia-courses.xml")
    seen = 0
    for parent in list(tree.iter()):
        for child in list(parent):
            name = child.tag.split("}")[-1]
            if name == "af":
                seen += 1
                if choose(child):
                    slim(child)
                else:
                    parent.remove(child)
            elif name == "ciclo":
                parent.remove(child)
    ET.indent(tree, " ")
    (here / folder).mkdir(exist_ok=True)
    tree.write(here / folder / "OfferingsPavia-courses.xml", encoding="UTF-8", xml_declaration=True)


marks = set()


def awkward(unit):
    """The first unit of each combination of what may be missing."""
    mark = (unit.find(tag("afGenCod")) is None, unit.find(tag("settCod")) is None, unit.find(tag("peso")).text == "0.0",
            len(unit.findall(f"{tag('linDid')}/*")))
    new = mark not in marks and len(marks) < GOLDEN_UNITS
    if new:
        marks.add(mark)
    return new


cut("sample", lambda unit: True)
cut("golden", awkward)

programmes = {code: {m: p[m] for m in MEMBERS}
              for code, p in read_json("OfferingsPoitiers.json").items()}
chosen = {code: p for code, p in programmes.items() if code in GOLDEN_PROGRAMMES or not p["discipline"]}
both_json("OfferingsPoitiers.json", programmes, chosen)
