#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the specimen credentials: python3 bundle.py DATA

DATA holds elm/ and elm-mynextid/. All are invented. What is kept is the specification of what was achieved
and the awarding body: no learner, no image, no signature, no prose."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both_json, data, read_json, write_text

# in a claim and its specification
DROPPED = {"description", "inScheme", "logo", "contactPoint", "grade", "supplementaryDocument", "entryRequirement", "image", "evidence",
           "provenBy", "directedBy", "influencedBy", "location", "vatIdentifier", "registration", "identifier", "groupMemberOf"}
ELM = ("Sample-MC-Annex1-unsigned.jsonld", "Sample-CertOfPart-unsigned.jsonld")


def cut(value):
    if isinstance(value, list):
        return [cut(part) for part in value]
    if isinstance(value, dict):
        return {key: cut(part) for key, part in value.items() if key not in DROPPED}
    return value


def country(body):
    location = body.get("location", {})
    code = location.get("address", {}).get("countryCode", {}).get("id") if isinstance(location, dict) else None
    return {"location": {"address": {"countryCode": {"id": code}}}} if code else {}


def facts(credential):
    claim = credential["credentialSubject"]["hasClaim"]
    kept = cut(claim)
    body = claim.get("awardedBy", {}).get("awardingBody")
    if isinstance(body, dict):
        kept["awardedBy"]["awardingBody"].update(country(body))
    assessment = claim.get("provenBy", {}).get("specifiedBy", {}).get("title")
    if assessment:
        kept["provenBy"] = {"specifiedBy": {"title": assessment}}
    title = credential.get("displayParameter", {}).get("title")
    return {"id": credential["id"], "displayParameter": {"title": title}, "credentialSubject": {"hasClaim": kept}}


files = [data / "elm/Credentials/JSON-LD Examples (ELM v3)" / name for name in ELM] + [data / "elm/rdf/samples/credential-sample.jsonld"]
files += sorted((data / "elm-mynextid").glob("*/v1/edc/examples/edc-*-example.json"))
for file in files:
    both_json(file.name, facts(read_json(file)))
write_text("golden/loq.xml", """<?xml version="1.0" encoding="UTF-8"?>
<Courses xmlns="http://data.europa.eu/snb/model/ap/loq-constraints/" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <learningOpportunityReferences>
    <learningOpportunity id="http://www.example.org/opportunity/1">
      <title language="en">Example course</title>
      <homepage><contentUrl>http://www.example.org/course</contentUrl></homepage>
      <mode uri="http://data.europa.eu/snb/learning-assessment/729f3bed4b"/>
      <defaultLanguage uri="http://publications.europa.eu/resource/authority/language/NLD"/>
    </learningOpportunity>
  </learningOpportunityReferences>
  <learningAchievementSpecificationReferences>
    <qualification id="http://www.example.org/qualification/1">
      <identifier><skos:notation>Q1</skos:notation><schemeName>Example list</schemeName></identifier>
      <identifier><skos:notation>Q1-nl</skos:notation></identifier>
      <title language="en">Example qualification</title>
      <title language="nl">Voorbeeldkwalificatie</title>
      <ISCEDFCode uri="http://data.europa.eu/snb/isced-f/0688"/>
      <creditPoint><framework uri="http://data.europa.eu/snb/education-credit/6fcec5c5af"/><point>60</point></creditPoint>
      <creditPoint><framework uri="http://data.europa.eu/snb/education-credit/6fcec5c5af"/><point>S91Zb</point></creditPoint>
      <volumeOfLearning>PT1500H</volumeOfLearning>
      <language uri="http://publications.europa.eu/resource/authority/language/ENG"/>
      <mode uri="http://data.europa.eu/snb/learning-assessment/e92d221e4d"/>
      <learningSetting uri="http://data.europa.eu/snb/learning-setting/6fd4685715"/>
      <isPartialQualification>false</isPartialQualification>
      <EQFLevel uri="http://data.europa.eu/snb/eqf/6"/>
      <NQFLevel uri="http://data.europa.eu/snb/qdr/c_c392e7a2"/>
    </qualification>
  </learningAchievementSpecificationReferences>
</Courses>
""")
