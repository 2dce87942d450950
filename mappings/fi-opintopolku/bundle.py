#!/usr/bin/env python3
"""Cuts sample/, golden/ and tables/organisations.csv: python3 bundle.py DATA/fi-opintopolku

Recorded answers of konfo-ui, whole programmes once each, then search hits of those that have none. Names, codes,
levels, credits and providers only; entries that call themselves tests are left out."""
import json
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both_json, data, read_json, write_text

PROGRAMME, COURSE, ORGANISATION = "1.2.246.562.13.", "1.2.246.562.17.", "1.2.246.562.10."
# EQF and NQF; a part; a specialisation; three languages; many credits written together; a test word in no title
GOLDEN = {"1.2.246.562.13." + n.zfill(20) for n in ("28", "231", "598", "623", "595")}
GOLDEN_HITS = {"1.2.246.562.13." + n.zfill(20) for n in ("1380", "7155", "403", "508")}

programmes, courses, hits, organisations = {}, {}, {}, {}


def name(thing):
    return {k: v for k, v in (thing.get("nimi") or {}).items() if v}


def coded(thing):
    return thing and {"koodiUri": thing["koodiUri"], "nimi": name(thing)}


def named(thing):
    return {"oid": thing["oid"], "nimi": name(thing)}


def slim(**members):
    return {k: v for k, v in members.items() if v not in (None, [], {})}


def test(record):
    return "testi" in " ".join(name(record).values()).lower()


def koulutus(r):
    m = r.get("metadata") or {}
    return slim(oid=r["oid"], nimi=name(r), koulutustyyppi=r.get("koulutustyyppi"),
                johtaaTutkintoon=r.get("johtaaTutkintoon"), kielivalinta=r.get("kielivalinta"),
                koulutukset=[coded(k) for k in r.get("koulutukset") or []],
                eqf=[coded(e) for e in r.get("eqf") or []], nqf=[coded(e) for e in r.get("nqf") or []],
                tarjoajat=[named(t) for t in r.get("tarjoajat") or []],
                metadata=slim(koulutusala=[coded(k) for k in m.get("koulutusala") or []],
                              tutkintonimike=[coded(k) for k in m.get("tutkintonimike") or []],
                              opintojenLaajuusNumero=m.get("opintojenLaajuusNumero"),
                              opintojenLaajuus=coded(m.get("opintojenLaajuus")),
                              opintojenLaajuusyksikko=coded(m.get("opintojenLaajuusyksikko"))),
                toteutukset=[slim(oid=t["oid"], nimi=name(t), organisaatio=named(t["organisaatio"]))
                             for t in r.get("toteutukset") or [] if not test(t)])


def toteutus(r):
    m = r.get("metadata") or {}
    o = m.get("opetus") or {}
    words = [w for w in m.get("asiasanat") or [] if w["arvo"].strip() != "asdf"]
    return slim(oid=r["oid"], koulutusOid=r["koulutusOid"], nimi=name(r), organisaatio=named(r["organisaatio"]),
                metadata=slim(asiasanat=words,
                              opetus=slim(opetuskieli=[coded(k) for k in o.get("opetuskieli") or []],
                                          opetustapa=[coded(k) for k in o.get("opetustapa") or []],
                                          suunniteltuKestoVuodet=o.get("suunniteltuKestoVuodet"),
                                          suunniteltuKestoKuukaudet=o.get("suunniteltuKestoKuukaudet"))))


def hit(r):
    provider = r.get("toteutustenTarjoajat") or {}
    return slim(oid=r["oid"], nimi=name(r), koulutustyyppi=r.get("koulutustyyppi"),
                kielivalinta=r.get("kielivalinta"), koulutukset=[coded(k) for k in r.get("koulutukset") or []],
                tutkintonimikkeet=[coded(k) for k in r.get("tutkintonimikkeet") or []],
                opintojenLaajuusNumero=r.get("opintojenLaajuusNumero"),
                opintojenLaajuusyksikko=coded(r.get("opintojenLaajuusyksikko")),
                toteutustenTarjoajat=slim(nimi=name(provider), count=provider.get("count")))


def walk(node, inside):
    if isinstance(node, dict):
        oid = node.get("oid") if isinstance(node.get("oid"), str) else ""
        if oid.startswith(ORGANISATION) and (node.get("nimi") or {}).get("fi"):
            organisations.setdefault(node["nimi"]["fi"].strip(), set()).add(oid)
        if oid.startswith(PROGRAMME) and not test(node):
            if inside == "hits":
                hits.setdefault(oid, hit(node))
            elif "toteutukset" in node:
                programmes.setdefault(oid, koulutus(node))
        if oid.startswith(COURSE) and "koulutusOid" in node and not test(node):
            courses.setdefault(oid, toteutus(node))
        for key, value in node.items():
            walk(value, key)
    elif isinstance(node, list):
        for value in node:
            walk(value, inside)


for path in sorted((data / "konfo-ui/src/main/app").rglob("*.json")):
    walk(read_json(path), "")
hits = {oid: h for oid, h in hits.items() if oid not in programmes}


def lines(file, records):
    write_text(file, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))


def page(records):
    return {"total": len(records), "hits": records}


by_key = lambda records: [records[oid] for oid in sorted(records)]
lines("sample/koulutus.jsonl.gz", by_key(programmes))
lines("sample/toteutus.jsonl", by_key(courses))
lines("golden/koulutus.jsonl", [p for p in by_key(programmes) if p["oid"] in GOLDEN])
# one whose programme is there, and one whose programme is not
lines("golden/toteutus.jsonl", [c for c in by_key(courses) if c["koulutusOid"] in GOLDEN or re.search("0005375$", c["oid"])])
both_json("search-koulutukset.json", page(by_key(hits)), page([h for h in by_key(hits) if h["oid"] in GOLDEN_HITS]))

known = sorted((n, min(oids)) for n, oids in organisations.items()
               if n in {(h.get("toteutustenTarjoajat") or {}).get("nimi", {}).get("fi", "").strip() for h in hits.values()}
               and len(oids) == 1)
write_text("tables/organisations.csv", "name,oid\n" + "".join(f'"{n}",{oid}\n' for n, oid in known))
print(len(programmes), "programmes,", len(courses), "courses,", len(hits), "hits,", len(known), "organisations")
