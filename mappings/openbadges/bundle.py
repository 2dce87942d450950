#!/usr/bin/env python3
"""Cuts sample/ and golden/ from invented examples: python3 bundle.py DATA

DATA holds openbadges/ (of it 1edtech-validator, Apache-2.0) and elm-mynextid/ (MIT). What is kept is the
achievement and its creator: no recipient, no image, no signature, no text. The last two of the golden are
invented here, in the shapes that the Dutch examples (no licence) have."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both_json, read_json, write_json

ACHIEVEMENT = ("id", "type", "name", "achievementType", "inLanguage", "creditsAvailable", "humanCode", "fieldOfStudy", "tag")
ALIGNMENT = ("targetName", "targetUrl", "targetCode", "targetType")
BADGE = ("@language", "type", "id", "name", "criteria", "issuer", "tags")
VALIDATOR = "openbadges/1edtech-validator/inspector-vc/src/test/resources"
ACHIEVEMENTS = {"achievement-degree.json": VALIDATOR + "/ob30/complete.json", "achievement-teamwork.json": VALIDATOR + "/ob30/simple.json",
                "achievement-revoked.json": VALIDATOR + "/ob30/credential-status-revoked.json",
                "achievement-data-science.json": "elm-mynextid/microcredential/v1/open-badge/examples/open-badge-mc-example.json"}
BADGES = {f"badge-{name}.json": f"{VALIDATOR}/ob20/assets/{file}.json" for name, file in (
    ("example", "badgeclass1"), ("robotics", "robotics-badge"), ("language", "badgeclass-with-language"), ("image", "badgeclass-with-complex-image"))}
INVENTED = {"achievement-ects.json": {"credentialSubject": {"achievement": {
    "id": "https://www.example.org/achievements/1", "name": "Voorbeeld", "creator": {"name": "Example College"}, "inLanguage": "nl-NL", "ECTS": 3.5, "participationType": "online",
    "description": "Een voorbeeld.", "criteria": {"narrative": "Verzonnen."},
    "alignment": [{"targetType": "ext:QualityAssurance", "targetCode": "AV-1"}, {"targetType": "ext:EQF", "targetCode": "4"}]}}},
    "badge-tags.json": {"id": "https://www.example.org/badges/2", "type": "BadgeClass", "name": "Tagged", "tags": ["one", "two"],
                        "issuer": {"name": "An object, not an address"}}}


def some(value, keys):
    return {key: value[key] for key in keys if key in value}


for name, file in ACHIEVEMENTS.items():
    credential = read_json(file)
    whole = credential["credentialSubject"]["achievement"]
    achievement = some(whole, ACHIEVEMENT)
    if "alignment" in whole:
        achievement["alignment"] = [some(part, ALIGNMENT) for part in whole["alignment"]]
    if "creator" in whole:
        achievement["creator"] = some(whole["creator"], ("id", "name"))
    both_json(name, {"type": credential["type"], "credentialSubject": {"achievement": achievement}})
for name, file in BADGES.items():
    both_json(name, some(read_json(file), BADGE))
for name, document in INVENTED.items():
    write_json("golden/" + name, document)
