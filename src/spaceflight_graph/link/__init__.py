"""Wikidata: what we could give it, what it holds, how the two differ, and the plan that brings the one to the other."""
