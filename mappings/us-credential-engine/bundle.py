#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the published examples: python3 bundle.py DATA/ctdl

Of credential-registry/ and registry-assistant/ (Apache-2.0) every envelope, graph and resource that is
whole JSON, with the properties that the mapping reads; no descriptions, addresses or keys."""
import json
import pathlib
import re
import sys

KEPT = {"@context", "@id", "@type", "ceterms:ctid", "ceterms:name", "ceterms:inLanguage", "ceterms:ownedBy", "ceterms:offeredBy",
        "ceterms:subjectWebpage"}
# property: what is kept of its values
KEPT_OF = {"ceterms:credentialStatusType": {"ceterms:targetNode"}, "ceterms:deliveryType": {"ceterms:targetNode"},
           "ceterms:estimatedDuration": {"ceterms:exactDuration"},
           "ceterms:estimatedCost": {"ceterms:price", "ceterms:currency", "ceterms:directCostType"},
           "ceterms:requires": {"ceterms:creditValue"},
           "ceterms:instructionalProgramType": {"ceterms:codedNotation", "ceterms:targetNodeName"},
           "ceterms:occupationType": {"ceterms:codedNotation", "ceterms:targetNodeName"}}
EXAMPLES = "registry-assistant/src/SamplePublishing/RA.SamplesForDocumentation"
RESOURCES = "credential-registry/spec/support/fixtures/json/ce_registry"
# real: certification, course, organisation, document; specimens: two languages and credits, costs and codes, licence, old shapes
GOLDEN = ("CredentialEnvelope", "LearningOpportunityEnvelope", "OrganizationEnvelope", "CostManifest-Envelope",
          "CredentialWithMultipleLanguages", "Credential_PublishDetailedRecord", "ProPath_Published", "LearningOpportunity_160",
          "credential-3_import", "credential-1_valid", "organization-3_import")

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


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


def write(name, document):
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    for folder in ("sample", "golden"):
        if folder == "sample" or name.startswith(GOLDEN):
            (here / folder).mkdir(exist_ok=True)
            (here / folder / name).write_text(text, encoding="utf-8")


def whole(file):
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError:
        return None  # documentation snippets with remarks in them


def first_of_graph(graph):
    return {"@context": graph["@context"], "@id": graph["@id"], "@graph": [cut(graph["@graph"][0])]}


for file in sorted((data / EXAMPLES / "EnvelopeSamples").glob("*.json")):
    envelope = whole(file)
    if envelope:
        name = file.name if "Envelope" in file.name else file.stem + "-Envelope.json"
        facts = {key: envelope[key] for key in ("envelope_community", "envelope_id", "envelope_ceterms_ctid", "envelope_ctdl_type")}
        write(name, {**facts, "decoded_resource": first_of_graph(envelope["decoded_resource"])})
for file in sorted((data / EXAMPLES).rglob("*.json")):
    graph = whole(file)
    if graph and "@graph" in graph:
        write(re.sub(r"[^A-Za-z0-9_.-]+", "-", file.name), first_of_graph(graph))
for file in sorted((data / RESOURCES).rglob("*.json")):
    resource = whole(file)
    if resource and "ceterms:ctid" in resource:
        write(file.parent.name + "-" + file.name, cut(resource))
