"""What the sources hold: documents, claims, decisions and coverage, read by layer and held to the documents."""
