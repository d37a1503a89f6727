"""coprod: coded statements about co-production, mapped onto an ontology, validated and queried."""

__version__ = "0.1.0"
