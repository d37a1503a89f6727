"""The graph checked against the shapes."""
