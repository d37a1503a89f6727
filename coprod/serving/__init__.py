"""A graph served to programs of its user, on this computer only."""
