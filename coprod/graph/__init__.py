"""The evidence graph as RDF."""
