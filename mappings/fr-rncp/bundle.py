#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the provider's files: python3 bundle.py DATA/fr-rncp

All fiches of this directory, as ../fiches.py cuts them."""
import sys

sys.path.append(sys.path[0] + "/..")
from fiches import cut

GOLDEN = {"RNCP509", "RNCP1197", "RNCP19468", "RNCP30271", "RNCP619", "RNCP5916", "RNCP9905", "RNCP42376"}
TABLES = ["Certificateurs", "Blocs_De_Compétences", "Rome", "Nsf", "Formacode", "VoixdAccès", "Ancienne_Nouvelle_Certification"]

cut("RNCP", GOLDEN, TABLES)
