"""Shapes graphs that people use, with data: how many results there are, as other engines have them.

DCAT-AP 3.0.1: three engines agree. gist on UCO: pySHACL. ASHRAE 223P: pySHACL on itself, a Rust engine on the models.
"""

from pathlib import Path

import pytest

from spaceflight_graph.findings import SHAPES, Report
from spaceflight_graph.validate.run import validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

WILD = Path(__file__).parents[3] / "shared" / "shapes-in-the-wild"
pytestmark = pytest.mark.skipif(not WILD.exists(), reason="the shapes in the wild are not at hand")


def results(shapes: str, *data: str) -> tuple[Report, int]:
    """Return the report, and how many results there are that are not about the shapes themselves."""
    report = validate_paths([WILD / name for name in data], shapes=ShapeFiles.read([WILD / shapes]))
    return report, sum(not finding.rule.startswith(SHAPES) for finding in report.findings)


def test_dcat_ap_is_checked_but_for_the_shapes_that_are_ill_formed() -> None:
    report, count = results("dcat-ap-3.0.1/dcat-ap-SHACL.ttl", "dcat-ap-3.0.1/data.ttl")
    assert count == 68
    wrong = [finding for finding in report.findings if finding.rule == f"{SHAPES}ill-formed"]
    assert [finding.place and finding.place.line for finding in wrong] == [564, 566]


def test_gist() -> None:
    assert results("gist/gistShapes.ttl", "gist/uco-mono.ttl")[1] == 561


@pytest.mark.parametrize(
    ("models", "count"), [((), 115), (("s223/nrel-example.ttl",), 1213), (("s223/lbnl-bdg3-1.ttl",), 2297)]
)
def test_ashrae_223p(models: tuple[str, ...], count: int) -> None:
    assert results("s223/223p.ttl", "s223/223p.ttl", *models)[1] == count
