"""Polarity, modality, and who holds a view."""
