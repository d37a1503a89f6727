"""From a Statement to assertions of the ontology."""
