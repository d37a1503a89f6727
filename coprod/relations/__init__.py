"""From predicates and phrases to relations between concepts."""
