"""The alignment as an SSSOM table: every mapping once, in the columns that the standard asks for; read by sssom-py."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.export import sssom, write
from spaceflight_graph.export.edition import edition
from spaceflight_graph.link.alignment import Alignment
from spaceflight_graph.namespaces import PREFIXES

REQUIRED = {"subject_id", "predicate_id", "object_id", "mapping_justification"}


def table(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """Return the comment lines and the rows."""
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    head, *rows = [line.split("\t") for line in lines[len(comments) :]]
    return comments, [dict(zip(head, row, strict=True)) for row in rows]


def test_every_mapping_has_a_row(real_store: Store) -> None:
    _, rows = table(write.text(real_store, "sssom"))
    alignment = Alignment(real_store)
    direct = len(list(alignment.relations()))
    mapped = len([rule for rule in alignment.rules if rule.of_subject])
    assert len(rows) == direct + mapped > 80
    assert len({row["record_id"] for row in rows}) == len(rows)
    assert rows == sorted(rows, key=lambda row: (row["subject_id"], row["object_id"], row["record_id"]))


def test_rows_follow_the_rules_of_the_columns(real_store: Store) -> None:
    comments, rows = table(write.text(real_store, "sssom"))
    prefixes = dict(line[3:].split(": ") for line in comments if line.startswith("#  "))
    assert prefixes == {prefix: PREFIXES[prefix] for prefix in prefixes}
    about = edition(real_store)
    assert {"#curie_map:", f"#license: {about.licence}", f'#publication_date: "{about.modified}"'} <= set(comments)
    assert f'#mapping_set_version: "{about.version}"' in comments
    for row in rows:
        assert all(row[column] for column in REQUIRED), row
        for column in (*REQUIRED, "record_id"):
            assert row[column].partition(":")[0] in prefixes, row
        assert row["predicate_id"].endswith("Match")
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["subject_label"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("landing-place", "of a subject with sf:Landing; about sf:flight; value widened by sf:partOf"),
        ("module-of-station", "of a subject with sf:StationModule; of an object of sf:SpaceStation"),
        (
            "commander-of-flight",
            "of a subject with sf:Commander and sf:PrimaryCrew; about sf:flight; value by sf:person",
        ),
        ("previous-flight", "of a subject with sf:Spaceflight; inversely wdt:P156"),
        (
            "flight-duration",
            "of a subject with sf:Spaceflight; in unit:MIN. One number in one unit; what is not told to the minute is"
            " not given in minutes.",
        ),
        (
            "crew-role",
            "of a subject with sf:PrimaryCrew; as a qualifier of mapping:crew-member. A role has to be skos:exactMatch"
            " of an item, as a payload specialist; none that is checked means a commander or flight engineer"
            " of a spacecraft.",
        ),
        ("cosparId-P247", ""),
    ],
)
def test_conditions_and_paths_stand_in_the_comment(real_store: Store, name: str, told: str) -> None:
    _, rows = table(sssom.text(real_store))
    (row,) = (row for row in rows if row["record_id"] == f"mapping:{name}")
    assert row["comment"] == told


@pytest.mark.filterwarnings("ignore")
def test_sssom_py_reads_and_validates_it(real_store: Store, tmp_path: Path) -> None:
    pytest.importorskip("sssom", reason="sssom-py is not installed: it brings eighty packages (pip install sssom)")
    from sssom.constants import SchemaValidationType
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    text = write.text(real_store, "sssom")
    file = tmp_path / "wikidata.sssom.tsv"
    file.write_text(text, encoding="utf-8")
    found = parse_sssom_table(str(file))
    assert len(found.df) == len(table(text)[1])
    assert set(found.df["mapping_justification"]) == {"semapv:ManualMappingCuration"}
    assert found.metadata["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    validate(found, [SchemaValidationType.JsonSchema, SchemaValidationType.PrefixMapCompleteness], fail_on_error=True)
