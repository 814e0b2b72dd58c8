"""The graph into somebody else's store, so that every reader there sees the old graph or the new one, whole."""
