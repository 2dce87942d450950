#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the provider's files: python3 bundle.py DATA/fr-rncp

All fiches of this directory, as ../fiches.py cuts them."""
import sys

sys.path.append(sys.path[0] + "/..")
from fiches import cut

GOLDEN = {"RS5000", "RS6117", "RS27", "RS3713", "RS6607", "RS7415"}
TABLES = ["Certificateurs", "Rome", "Nsf", "Formacode", "VoixdAccès", "Ancienne_Nouvelle_Certification"]

cut("RS", GOLDEN, TABLES)
