#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the specimen credentials: python3 bundle.py DATA

DATA holds elm/ and elm-mynextid/. All are invented. What is kept is the specification of what was achieved
and the awarding body: no learner, no image, no signature, no prose. The last of the golden is invented here: it has
a learner, of whom nothing may be left."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both_json, data, read_json, write_json

# in a claim and its specification
DROPPED = {"description", "inScheme", "logo", "contactPoint", "grade", "supplementaryDocument", "entryRequirement", "image", "evidence",
           "provenBy", "directedBy", "influencedBy", "location", "vatIdentifier", "registration", "identifier", "groupMemberOf"}
ELM = ("Sample-MC-Annex1-unsigned.jsonld", "Sample-CertOfPart-unsigned.jsonld")
LEARNER = {
    "id": "urn:credential:00000000-0000-4000-8000-000000000001", "displayParameter": {"title": {"en": "Micro-Credential"}},
    "credentialSubject": {
        "id": "urn:epass:person:1", "fullName": {"en": "Invented Learner"}, "givenName": {"en": "Invented"},
        "familyName": {"en": "Learner"}, "patronymicName": {"en": "Inventovna"}, "dateOfBirth": "2000-01-01T00:00:00Z",
        "placeOfBirth": {"address": {"countryCode": {"id": "http://publications.europa.eu/resource/authority/country/ITA"}}},
        "nationalID": {"notation": "X-0"}, "identifier": {"schemeName": "Student ID", "notation": "S-0"}, "gender": {"prefLabel": {"en": "female"}},
        "contactPoint": {"emailAddress": {"id": "mailto:learner@example.org"}}, "location": {"address": {"fullAddress": "1 Example Street"}},
        "hasClaim": {
            "type": "LearningAchievement", "title": {"en": "Example of a micro-credential"},
            "awardedBy": {"awardingBody": {"legalName": {"en": "Example University"}, "contactPoint": {"emailAddress": {"id": "mailto:office@example.org"}}}},
            "provenBy": {"grade": {"noteLiteral": {"en": "18/20"}}, "specifiedBy": {"title": {"en": "Example test"}}},
            "specifiedBy": {"title": {"en": "Example of a micro-credential"}, "volumeOfLearning": "PT60H"}}}}


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
write_json("golden/edc-learner-example.json", LEARNER)
