"""Generate missions with seeded faults: Turtle of any size for the validation benchmarks, the same for the same size.

    python tests/benchmarks/bench_validate_missions.py 100000 missions.ttl

Run by itself it writes a file; ``bench_validate.py`` imports it. The ontology and the shapes are the project's own.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

HEADER = """\
@prefix claim: <https://w3id.org/spaceflight/claim/> .
@prefix doc: <https://w3id.org/spaceflight/document/> .
@prefix id: <https://w3id.org/spaceflight/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sf: <https://w3id.org/spaceflight/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:bench-agency a sf:Organization ; rdfs:label "Agency"@en .
id:bench-pad a sf:LaunchPad ; rdfs:label "Pad"@en .
id:bench-steppe a sf:Place ; rdfs:label "Steppe"@en .
id:bench-station a sf:SpaceStation ; rdfs:label "Station"@en .
id:bench-rocket a sf:LaunchVehicleModel ; rdfs:label "Rocket"@en .

"""
TRIPLES_A_MISSION = 113
FAULT_EVERY = 11
EVENTS = (
    ("launch", "Launch", 1),
    ("docking", "Docking", 3),
    ("undocking", "Undocking", 20),
    ("landing", "Landing", 21),
)
ROLES = ("Commander", "FlightEngineer", "FlightEngineer")


def missions(triples: int) -> Iterator[str]:
    """Yield Turtle with about so many triples; every 11th mission has one fault of ten kinds, in turn."""
    yield HEADER
    for number in range(max(1, triples // TRIPLES_A_MISSION)):
        text = _mission(number)
        yield _spoiled(text, number) if number % FAULT_EVERY == 7 else text


def _mission(number: int) -> str:
    flight = f"bench-{number}"
    year, day = 1961 + number % 60, 1 + number % 28
    blocks = [
        f"id:{flight}\n    a sf:CrewedFlight ;\n"
        f'    rdfs:label "Bench {number}"@en , "Probe {number}"@de ;\n'
        f'    sf:cosparId "{year}-{1 + number % 900:03}A" ;\n'
        f"    sf:crewSize 3 ;\n    sf:launchVehicleModel id:bench-rocket ;\n.\n"
    ]
    for name, kind, offset in EVENTS:
        at = f"{year}-{1 + offset // 12:02}-{day:02}T{offset:02}:{number % 60:02}:00Z"
        place = "id:bench-pad" if kind == "Launch" else "id:bench-steppe"
        port = "    sf:station id:bench-station ;\n" if kind == "Docking" else ""
        blocks.append(
            f"id:{flight}-{name}\n    a sf:{kind} ;\n    sf:flight id:{flight} ;\n"
            f'    rdfs:label "{kind} of bench {number}"@en ;\n    sf:time "{at}"^^xsd:dateTime ;\n'
            f'    sf:notBefore "{at}"^^xsd:dateTime ;\n    sf:notAfter "{at}"^^xsd:dateTime ;\n'
            f"    sf:place {place} ;\n{port}.\n"
        )
        blocks.append(
            f"claim:{flight}-{name}-time\n    a sf:Claim ;\n    rdf:subject id:{flight}-{name} ;\n"
            f'    rdf:predicate sf:time ;\n    rdf:object "{at}"^^xsd:dateTime ;\n    sf:precision sf:Minute ;\n'
            f"    sf:document doc:de-wikipedia-soyuz-ms-07 ;\n    sf:line {1 + number % 90} ;\n"
            f'    sf:statedAs "{at[:16]} UTC"@de ;\n.\n'
        )
    for seat, role in enumerate(ROLES):
        blocks.append(
            f"id:{flight}-person-{seat}\n    a sf:Person ;\n"
            f'    rdfs:label "Person {number}.{seat}"@en , "人{number}.{seat}"@zh ;\n.\n'
            f"id:{flight}-crew-{seat}\n    a sf:CrewAssignment ;\n    sf:flight id:{flight} ;\n"
            f"    sf:person id:{flight}-person-{seat} ;\n    sf:crew sf:PrimaryCrew ;\n    sf:role sf:{role} ;\n"
            f'    sf:agency id:bench-agency ;\n    rdfs:label "Seat {seat} of bench {number}"@en ;\n.\n'
        )
    return "\n".join(blocks) + "\n"


def _spoiled(text: str, number: int) -> str:
    old, new = (
        ("sf:role sf:Commander", "sf:role sf:FlightEngineer"),
        ("sf:crewSize 3", 'sf:crewSize "three"'),
        ("-0", "/0"),
        ("sf:person id:", "sf:person id:nobody-"),
        ("    sf:line ", "    sf:lines "),
        ('UTC"@de', 'UTC and then some more words than anybody would call a short value, on and on, to the end"@de'),
        ("sf:precision sf:Minute", "sf:precision sf:Moment"),
        ("sf:crew sf:PrimaryCrew", "sf:crew sf:PrimaryCrew , sf:BackupCrew"),
        ("sf:launchVehicleModel id:bench-rocket", "sf:launchVehicleModel id:bench-pad"),
        ('"@en', '"@en , "again"@en'),
    )[number // FAULT_EVERY % 10]
    return text.replace(old, new, 1)


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
        file.writelines(missions(int(sys.argv[1])))
