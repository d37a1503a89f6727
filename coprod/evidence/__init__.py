"""Who supports and who disputes what: identities, works, propositions."""
