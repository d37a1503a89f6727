"""Curation: what the mapper made of each phrase, laid out for a person, and what the person decided, read back."""
