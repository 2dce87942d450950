#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the catalogue: python3 bundle.py DATA/br-etec

No licence: the first 25 courses by name, bare facts. The last rows of the golden are invented here."""
import csv
import pathlib
import sys

COLUMNS = ["nome", "descricao", "carga_horaria", "duracao_semestre", "eixo_tecnologico", "link"]
INVENTED = [{"nome": "Exemplo (Presencial)", "descricao": "Descrição de\r\num exemplo.", "carga_horaria": "1200", "duracao_semestre": "3",
             "eixo_tecnologico": "Gestão e negócios", "link": "https://www.cps.sp.gov.br/cursos-etec/exemplo/"},
            {"nome": "Exemplo (Semipresencial e EaD)", "eixo_tecnologico": "Gestão e Negócios"}, {"nome": "Exemplo (EaD)", "carga_horaria": "0"}]

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def read(name):
    with open(data / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, columns, rows):
    (here / folder).mkdir(exist_ok=True)
    with open(here / folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


first = sorted(read("cursos.csv"), key=lambda row: row["nome"])[:25]
for row in first:
    row["descricao"] = ""
write("sample", "cursos.csv", COLUMNS, first)
write("golden", "cursos.csv", COLUMNS, first[:8] + INVENTED)
