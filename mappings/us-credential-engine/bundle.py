#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the published examples: python3 bundle.py DATA/ctdl

Of credential-registry/ and registry-assistant/ (Apache-2.0) every envelope, graph and resource that is
whole JSON, with the properties that the mapping reads; no descriptions, addresses or keys. Of
schema-development/ (no licence) the 25 resources with a CTID of four documents, as bare facts: a competency
framework of O*NET (13), a pathway (10) and two transfer values. Of the folder credential-engine beside it
the two tables of schema correspondences."""
import csv
import io
import re
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import data, read_json, text_of, write_json, write_text

KEPT = {"@context", "@id", "@type", "ceterms:ctid", "ceterms:name", "ceterms:inLanguage", "ceterms:ownedBy", "ceterms:offeredBy",
        "ceterms:subjectWebpage",
        # pathways, transfer values
        "ceterms:hasDestinationComponent", "ceterms:hasPart", "ceasn:hasPart", "ceasn:hasChild", "ceterms:credentialType",
        "ceterms:componentCategory", "ceterms:startDate", "ceterms:endDate", "ceterms:transferValueFrom", "ceterms:transferValueFor",
        # competency frameworks
        "ceasn:name", "ceasn:inLanguage", "ceasn:publisher", "ceasn:license", "ceasn:source", "ceasn:dateCreated",
        "ceasn:hasTopChild", "ceasn:competencyLabel", "ceasn:codedNotation", "ceasn:competencyCategory", "ceasn:isPartOf",
        "ceasn:isChildOf"}
# property: what is kept of its values
KEPT_OF = {"ceterms:credentialStatusType": {"ceterms:targetNode"}, "ceterms:deliveryType": {"ceterms:targetNode"},
           "ceterms:estimatedDuration": {"ceterms:exactDuration"},
           "ceterms:estimatedCost": {"ceterms:price", "ceterms:currency", "ceterms:directCostType"},
           "ceterms:requires": {"ceterms:creditValue"},
           "ceterms:assessmentMethodType": {"ceterms:targetNode", "ceterms:targetNodeName"},
           "ceterms:hasCondition": {"@type", "ceterms:name", "ceterms:requiredNumber", "ceterms:targetComponent"},
           "ceterms:transferValue": {"schema:value", "ceterms:creditUnitType", "ceterms:creditLevelType", "ceterms:subject"},
           "ceterms:identifierValue": {"ceterms:identifierTypeName", "ceterms:identifierValueCode"},
           "ceterms:instructionalProgramType": {"ceterms:codedNotation", "ceterms:targetNodeName"},
           "ceterms:occupationType": {"ceterms:codedNotation", "ceterms:targetNodeName"}}
EXAMPLES = "registry-assistant/src/SamplePublishing/RA.SamplesForDocumentation"
DRAFTS = "schema-development"
# file: which of its resources
FROM_DRAFTS = {
    "Competency-Frameworks/ONET Basic Skills Competency Framework 9-27-19.json": "ONET-Basic-Skills.json",
    "PathwaysConditionsAndConstraints/Pathway-Examples/CompTIA/CompTIA-IT_Networking_Specialist.jsonld": "CompTIA-IT_Networking_Specialist.json",
    "Transfer Value Profile/ACE - Introductory SociologyTVP-PUBLISHED.json": "Introductory-Sociology-TVP.json",
    "Transfer Value Profile/ACE - Sophia Learning LLC - Principles of FinanceTVP-PUBLISHED JSON-LD.json": "Principles-of-Finance-TVP.json"}
RESOURCES = "credential-registry/spec/support/fixtures/json/ce_registry"
# real: certification, course, organisation, document; specimens: two languages and credits, costs and codes, licence, old shapes
GOLDEN = ("CredentialEnvelope", "LearningOpportunityEnvelope", "OrganizationEnvelope", "CostManifest-Envelope",
          "CredentialWithMultipleLanguages", "Credential_PublishDetailedRecord", "ProPath_Published", "LearningOpportunity_160",
          "credential-3_import", "credential-1_valid", "organization-3_import", "AssessmentEnvelope",
          # a framework with its competencies, a pathway with credentials, one with conditions, what is worth what
          "ONET-Basic-Skills", "CompTIA", "Introductory-Sociology")
# sets of correspondences that show every case: relations of SKOS and RDFS, none stated, a schema of no name
GOLDEN_SETS = {("resourceType", "loc"), ("logic", "odrl2"), ("resourceType", "")}


def cut(node):
    facts = {}
    for key, value in node.items():
        if key in KEPT:
            facts[key] = value
        elif key in KEPT_OF:
            values = value if isinstance(value, list) else [value]
            values = [{k: v for k, v in part.items() if k in KEPT_OF[key]} for part in values if isinstance(part, dict)]
            values = [without_description(part) for part in values if part]
            if values:
                facts[key] = values if isinstance(value, list) else values[0]
    return facts


def without_description(value):
    if isinstance(value, list):
        return [without_description(part) for part in value]
    if isinstance(value, dict):
        return {k: without_description(v) for k, v in value.items() if "escription" not in k and k != "ceterms:targetContactPoint"}
    return value


def keep(name, document):
    write_json("sample/" + name, document)
    if name.startswith(GOLDEN):
        write_json("golden/" + name, document)


def whole(file):
    try:
        return read_json(file)
    except ValueError:
        return None  # documentation snippets with remarks in them


def first_of_graph(graph):
    return {"@context": graph["@context"], "@id": graph["@id"], "@graph": [cut(graph["@graph"][0])]}


for file in sorted((data / EXAMPLES / "EnvelopeSamples").glob("*.json")):
    envelope = whole(file)
    if envelope:
        name = file.name if "Envelope" in file.name else file.stem + "-Envelope.json"
        facts = {key: envelope[key] for key in ("envelope_community", "envelope_id", "envelope_ceterms_ctid", "envelope_ctdl_type")}
        keep(name, {**facts, "decoded_resource": first_of_graph(envelope["decoded_resource"])})
for file in sorted((data / EXAMPLES).rglob("*.json")):
    graph = whole(file)
    if graph and "@graph" in graph:
        keep(re.sub(r"[^A-Za-z0-9_.-]+", "-", file.name), first_of_graph(graph))
for file in sorted((data / RESOURCES).rglob("*.json")):
    resource = whole(file)
    if resource and "ceterms:ctid" in resource:
        keep(file.parent.name + "-" + file.name, cut(resource))
for path, name in FROM_DRAFTS.items():
    document = read_json(data / DRAFTS / path)
    nodes = document if isinstance(document, list) else document["@graph"]
    kept = [cut(node) for node in nodes if "ceterms:ctid" in node or node["@id"].startswith("_:")]
    keep(name, kept if isinstance(document, list) else {"@context": document["@context"], "@id": document["@id"], "@graph": kept})
for name in ("schema-mapping.csv", "mapping-project.csv"):
    header, *rows = csv.reader(io.StringIO(text_of(data.parent / "credential-engine" / name)))
    first = [row for row in rows if row[0].startswith("QMS")][:2]
    some = [row for row in rows if name == "mapping-project.csv" or (row[0], row[2]) in GOLDEN_SETS or row in first]
    for folder, kept in (("sample", rows), ("golden", some)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header] + kept)
        write_text(f"{folder}/{name}", text.getvalue())
