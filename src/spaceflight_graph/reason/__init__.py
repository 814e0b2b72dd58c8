"""From facts to what follows from them by OWL 2 RL."""
