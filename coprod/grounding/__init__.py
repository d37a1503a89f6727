"""Text to concepts: tokens, slips, names, senses and acronyms."""
