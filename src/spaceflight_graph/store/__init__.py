"""The local graph on disk: built whole or not at all, opened read-only."""
