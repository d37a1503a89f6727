"""Names that stand as names, and those that give way to a noun of relation: "facilitators of co-production"."""

from __future__ import annotations

from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token
from coprod.relations.cues import CueHit

_GIVING_WAY = frozenset(
    {"Facilitator", "Facilitation", "Factor", "Outcome", "Rationale", "NormativeValue", "UnintendedConsequence"}
)
"""Concepts whose name gives way to a noun of relation: "facilitators of co-production"."""
_TWOFOLD = {
    ("Research", "studied"): "",
    ("Knowledge", "understoodAs"): "",
    ("LeaderRole", "ledBy"): "",
    ("Power", "power_over"): "over",
}
"""Concepts whose noun may carry the relation, and the word that must follow."""


def standing(
    tokens: list[Token], mentions: list[Mention], cues: list[CueHit], area: dict[str, str]
) -> dict[int, Mention]:
    """The mentions by their first token, without those whose words carry a relation here."""
    starts = {m.first: m for m in mentions}
    for hit in cues:
        mention = starts.get(hit.first)
        if mention is not None and (_of_things(hit, mention, tokens, starts, area) or _yields(hit, mention, tokens)):
            del starts[hit.first]
    return starts


def _yields(hit: CueHit, mention: Mention, tokens: list[Token]) -> bool:
    """Whether a name is a noun of relation, with what it relates after it."""
    if hit.cue.kind != "noun" or mention.last != hit.last or hit.last >= len(tokens):
        return False
    if mention.concept not in _GIVING_WAY and not _twofold(mention.concept, hit, tokens):
        return False
    after = tokens[hit.last].form
    return after in hit.cue.prepositions or (hit.cue.detail == "agent" and after == "of")


def _twofold(concept: str, hit: CueHit, tokens: list[Token]) -> bool:
    """Whether a noun that can name a concept carries the relation here: "the power of X over Y"."""
    needs = _TWOFOLD.get((concept, hit.cue.name))
    return needs is not None and (not needs or any(t.form == needs for t in tokens[hit.last :]))


def _of_things(
    hit: CueHit, mention: Mention, tokens: list[Token], starts: dict[int, Mention], area: dict[str, str]
) -> bool:
    """Whether a tension is one of things, and no conflict of people: "the tension between efficiency and …"."""
    if mention.concept != "Conflict" or hit.cue.name != "inTensionWith" or hit.last >= len(tokens):
        return False
    if tokens[hit.last].form not in ("between", "of", "with"):
        return False
    after = min((m for m in starts if m >= hit.last), default=-1)
    return after >= 0 and area.get(starts[after].concept) not in ("Actor", "ActorRole", "")
