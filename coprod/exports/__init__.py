"""The evidence graph in other forms: JSON-LD with our context, GraphML, tables."""
