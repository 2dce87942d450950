#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the mapper's fixtures: python3 bundle.py DATA/nl-rio

The fixtures are invented (and AGPL): one file for each id that is a UUID, the first by path, bare fields; no texts."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both_json, data, read_json, write_json

IDS = {"educationSpecificationId": "education-specification", "programId": "program", "courseId": "course"}
FIELDS = ["primaryCode", "otherCodes", "educationSpecificationType", "programType", "name", "formalDocument", "level",
          "levelOfQualification", "sector", "fieldsOfStudy", "studyLoad", "modeOfDelivery", "teachingLanguage",
          "educationSpecification", "validFrom", "validTo", "link"]
# all fields; another level scheme, no primary code; hours; offerings
GOLDEN = {"10010000-0000-0000-0000-000000000000", "c610b794-6e56-467c-a9b3-ee5927418a85", "20010000-0000-0000-0000-000000000000",
          "30010000-0000-0000-0000-000000000001", "db9ea35d-d8b7-1db6-2b08-4092c1fd57c1"}
OFFERING = ["offeringId", "offeringType", "program", "startDate", "endDate"]
ADDRESS = ["addressType", "geolocation", "geoLocation"]  # written in both ways

written = {}


def places(record):
    """The kind and position of each address, without what it says besides."""
    addresses = [{field: address[field] for field in ADDRESS if address.get(field)} for address in record.get("addresses") or []]
    return {"addresses": addresses} if any(len(address) > 1 for address in addresses) else {}


for path in sorted(data.rglob("*.json")):
    record = read_json(path)
    if not isinstance(record, dict):
        continue
    for key, kind in IDS.items():
        number = record.get(key, "")
        if len(number) == 36 and "{" not in number and (kind, number) not in written:
            slim = {key: number} | {field: record[field] for field in FIELDS if record.get(field)} | places(record)
            written[kind, number] = slim
            write_json(f"sample/{kind}-{number}.json", slim)
            if number in GOLDEN:
                write_json(f"golden/{kind}-{number}.json", slim)

page = read_json("test-common/fixtures/ooapi/integration-program-offerings-0.json")
items = [{field: item[field] for field in OFFERING if item.get(field)} | places(item) for item in page["items"]]
both_json("program-offerings-db9ea35d.json", {"pageSize": page["pageSize"], "items": items})
print(len(written), "objects,", len(items), "offerings")
