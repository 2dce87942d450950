#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the copies: python3 bundle.py DATA/fr-esr

The copies have no licence: the first 15 mentions by key and the first 10 programmes, bare facts.
The golden has four of these and two invented mentions."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, read

YEAR, INM, UAI = "Année de la campagne de recueil des informations", "Identifiant navette de la mention (INM) de master", "Code UAI de l’établissement accrédité"
COLUMNS = [YEAR, UAI, "Nom officiel (long) de l’établissement accrédité", INM, "Domaine(s) de la mention de master", "Intitulé de la mention de master",
           "Mention accréditée ou en cours d’accréditation", "Année de début de la période d’accréditation", "Année de fin de la période d’accréditation", "Mention ouverte ou non ouverte", "Modalités d’enseignement de la mention",
           "URL de la fiche relative à la mention sur le site internet de l’établissement"]

rows = read("trouver-mon-master-mentions.csv", ";")
key = lambda row: (row[INM], row[UAI])
keys = sorted({key(row) for row in rows})[:15]
mentions = sorted((row for row in rows if key(row) in keys), key=lambda row: (key(row), row[YEAR]))
# the first mention of the sample and two that are invented: two titles, the newest year in the middle; closed, in no newer year
INVENTED = [("2019", "9990001X", "Université d'exemple", "9999901X", "DROIT, ECONOMIE, GESTION", "Économie d'exemple", "diplôme", "2014", "2019", "1", "Formation initiale,Formation continue", ""),
            ("2021", "9990001X", "Université d'exemple", "9999901X", "DROIT, ECONOMIE, GESTION", "Economie d'exemple", "diplôme", "2020", "2024", "1", "Formation initiale,Formation continue", "http://formations.example.org"),
            ("2020", "9990001X", "Université d'exemple", "9999901X", "DROIT, ECONOMIE, GESTION", "Economie d'exemple", "diplôme", "2020", "2024", "1", "Formation initiale,Formation continue", "http://formations.example.org"),
            ("2019", "9990002X", "École d'exemple", "9999902X", "SCIENCES, TECHNOLOGIES, SANTÉ", "Sciences d'exemple", "dossier", "2019", "", "0", "", "")]
golden = [row for row in mentions if key(row) == keys[0]] + [dict(zip(COLUMNS, values)) for values in INVENTED]
both("trouver-mon-master-mentions.csv", mentions, golden, COLUMNS, delimiter=";")

programmes = read("parcoursup.csv")
distinct = [dict(t) for t in sorted({tuple(row.items()) for row in programmes}, key=lambda t: (t[1][1], t))]
# the golden has an exact duplicate
both("parcoursup.csv", distinct[:10], distinct[:3] + distinct[:1])
print(len(keys), "mentions in", len(mentions), "rows,", min(10, len(distinct)), "programmes")
