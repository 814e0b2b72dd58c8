"""2,000 random cases, always the same, with pySHACL's results but for the kinds of differences that are named."""

import pytest
from compare import REFUSED, compare
from kinds import KINDS

CASES = 2_000


@pytest.mark.usefixtures("sparql_prepared_once")
def test_random_cases() -> None:
    tally = compare(range(CASES))
    assert not tally.unexplained, tally.unexplained[:3]
    assert tally.cases == CASES
    assert tally.results > 4 * CASES
    assert set(tally.kinds) <= {REFUSED, *(kind.name for kind in KINDS)}
    assert sum(tally.kinds.values()) < CASES / 10
