"""Findings written down: one module a format, and the only table of formats."""

import importlib

from spaceflight_graph.findings import Report

FORMATS = ("text", "json", "turtle", "sarif", "junit", "github")
"""What ``--format`` takes; the module of a format is ``as_<format>``."""


def render(report: Report, form: str) -> str:
    r"""Return a report in one of the :data:`FORMATS`, whole: nothing is left out or cut short.

    >>> render(Report(), "github")
    'Conforms: 0 triples in 0 files, 0 rules, 0 focus nodes.\n'
    """
    text: str = importlib.import_module(f"spaceflight_graph.validate.reports.as_{form}").render(report)
    return text
