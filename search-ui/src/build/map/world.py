#!/usr/bin/env python3
"""Makes the world map of /countries: one outline per ISO 3166-1 alpha-2 code, in a flat projection.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    PYTHONPATH=... python3 world.py package > ../../main/resources/org/tessera/search/page/world.tsv

Needs pycountry for the codes. The outlines are Natural Earth's (public domain) as packed by
world-atlas (ISC). Countries too small for the coarse outlines are circles, so that none is missing.
"""
import json
import math
import sys
from pathlib import Path

import pycountry

WIDTH, HEIGHT = 1000, 487
DOT = 3.5
# The atlas has these without a number of ISO 3166-1.
WITHOUT_NUMBER = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}


def projected(lon, lat):
    """Equal Earth (Savric, Patterson, Jenny 2018), scaled to the drawing."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    m = math.sqrt(3) / 2
    theta = math.asin(m * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2**3
    x = math.radians(lon) * math.cos(theta) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return WIDTH / 2 + x * WIDTH / 5.4133, HEIGHT / 2 - y * WIDTH / 5.4133


class Atlas:
    def __init__(self, path):
        self.topology = json.loads(Path(path).read_text())
        scale, shift = (self.topology["transform"][key] for key in ("scale", "translate"))
        self.arcs = []
        for arc in self.topology["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
            self.arcs.append(points)

    def countries(self):
        for shape in self.topology["objects"]["countries"]["geometries"]:
            code = alpha2(shape)
            if code and code != "AQ":
                yield code, self.rings(shape)

    def rings(self, shape):
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [part for polygon in polygons for arcs in polygon for part in parts(self.ring(arcs))]
        return [[projected(*point) for point in ring] for ring in rings]

    def ring(self, arcs):
        points = []
        for index in arcs:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points


def parts(ring):
    """The ring cut at the 180th meridian: made continuous, and what lies beyond an edge moved round."""
    unwrapped = []
    for lon, lat in ring:
        while unwrapped and lon - unwrapped[-1][0] > 180:
            lon -= 360
        while unwrapped and lon - unwrapped[-1][0] < -180:
            lon += 360
        unwrapped.append((lon, lat))
    if all(-180 <= lon <= 180 for lon, _ in unwrapped):
        return [ring]
    moved = [[(lon + turn, lat) for lon, lat in unwrapped] for turn in (-360, 0, 360)]
    return [part for part in (kept(kept(ring, -180, 1), 180, -1) for ring in moved) if part]


def kept(ring, edge, side):
    """The part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    part = []
    for a, b in zip(ring[-1:] + ring[:-1], ring):
        inside = (b[0] - edge) * side >= 0
        if inside != ((a[0] - edge) * side >= 0):
            share = (edge - a[0]) / (b[0] - a[0])
            part.append((edge, a[1] + share * (b[1] - a[1])))
        if inside:
            part.append(b)
    return part


def alpha2(shape):
    name = shape.get("properties", {}).get("name", "")
    found = pycountry.countries.get(numeric=str(shape.get("id", "")).zfill(3))
    return found.alpha_2 if found else WITHOUT_NUMBER.get(name)


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def path(rings):
    parts = []
    for ring in rings:
        points = []
        for x, y in ring:
            point = (f"{x:.1f}".removesuffix(".0"), f"{y:.1f}".removesuffix(".0"))
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 3:
            parts.append("M" + "L".join(" ".join(point) for point in points[:-1]) + "Z")
    return "".join(parts)


def dot(rings):
    largest = max(rings, key=area)
    x = sum(point[0] for point in largest) / len(largest)
    y = sum(point[1] for point in largest) / len(largest)
    return (
        f"M{x - DOT:.1f} {y:.1f}a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0 {-2 * DOT} 0Z"
    )


def main(folder):
    outlines = {}
    for code, rings in Atlas(folder / "countries-110m.json").countries():
        outlines.setdefault(code, []).extend(rings)
    drawn = {code: path(rings) for code, rings in outlines.items()}
    small = {}
    for code, rings in Atlas(folder / "countries-50m.json").countries():
        small.setdefault(code, []).extend(rings)
    for code, rings in small.items():
        if not drawn.get(code):
            drawn[code] = dot(rings)
    for code in sorted(drawn):
        print(f"{code}\t{drawn[code]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
