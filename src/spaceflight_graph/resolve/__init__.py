"""From claims to facts and disputes: weigh, choose, grade, reckon, derive; and the way from sources to a graph."""
