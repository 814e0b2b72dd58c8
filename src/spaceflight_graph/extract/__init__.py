"""From a page to claims: split into cells, placed by mappings, read, linked; what cannot be placed is told."""
