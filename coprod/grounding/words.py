"""The forms of a word: folded, British, singular (to match nouns) and stemmed (to match cues)."""

from __future__ import annotations

import unicodedata

from coprod import lexicon

_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "ﬁ": "fi", "ﬂ": "fl"})

_AMERICAN = {
    "behavior": "behaviour",
    "labor": "labour",
    "favor": "favour",
    "honor": "honour",
    "endeavor": "endeavour",
    "neighbor": "neighbour",
    "neighborhood": "neighbourhood",
    "center": "centre",
    "centered": "centred",
    "centeredness": "centredness",
    "centric": "centred",
    "program": "programme",
    "fulfill": "fulfil",
    "pediatric": "paediatric",
    "pediatrician": "paediatrician",
    "gynecologist": "gynaecologist",
    "analyze": "analyse",
    "counseling": "counselling",
    "counselor": "counsellor",
    "modeling": "modelling",
    "aging": "ageing",
    "judgment": "judgement",
    "skillful": "skilful",
    "enrollment": "enrolment",
    "orthopedic": "orthopaedic",
    "anesthetist": "anaesthetist",
    "practise": "practice",
    "organizational": "organisational",
    "defense": "defence",
    "licence": "license",
}
_NOT_IZE = frozenset({"size", "prize", "seize", "capsize", "resize"})

_SINGULAR = {
    "people": "people",
    "persons": "people",
    "children": "child",
    "women": "woman",
    "men": "man",
    "lives": "life",
    "wives": "wife",
    "midwives": "midwife",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "analyses": "analysis",
    "hypotheses": "hypothesis",
    "syntheses": "synthesis",
    "bases": "basis",
    "crises": "crisis",
    "theses": "thesis",
    "diagnoses": "diagnosis",
    "halves": "half",
    "themselves": "themselves",
    "indices": "index",
    "data": "data",
    "metrics": "metric",
    "allies": "ally",
    "juries": "jury",
}
_SAME = frozenset(
    [
        "goods",
        "rights",
        "news",
        "politics",
        "economics",
        "ethics",
        "statistics",
        "studies",
        "physics",
        "always",
        "perhaps",
        "across",
        "thus",
        "this",
        "its",
        "his",
        "was",
        "is",
        "as",
        "has",
        "does",
        "series",
        "species",
        "means",
        "less",
        "unless",
        "mathematics",
        "dynamics",
        "yes",
        "us",
        "plus",
        "campus",
        "virus",
        "bonus",
        "focus",
        "consensus",
        "status",
        "versus",
        "towards",
        "besides",
        "needs",
        "ours",
        "theirs",
        "values-based",
        "analytics",
        "logistics",
        "genetics",
        "themselves",
        "ourselves",
        "nhs",
        "sts",
        "aids",
        "diabetes",
        "ethos",
        "chaos",
    ]
)

_KEPT = frozenset(
    [
        "embed",
        "none",
        "one",
        "some",
        "more",
        "once",
        "same",
        "those",
        "these",
        "there",
        "where",
        "here",
        "before",
        "like",
        "unlike",
        "despite",
        "otherwise",
        "alone",
        "also",
        "always",
        "across",
        "perhaps",
        "thus",
        "this",
        "its",
        "his",
        "as",
        "us",
    ]
)
_BASE = {form: row[0] for row in lexicon.rows("irregular") for form in lexicon.phrases(row[1])}
_BASES = frozenset(row[0] for row in lexicon.rows("irregular"))


def fold(text: str) -> str:
    """Lower case, without accents, with plain dashes and quotes; the length of each character is not kept.

    >>> fold("Närstående’s")
    "narstaende's"
    """
    if text.isascii():
        return text.lower()
    text = text.lower().translate(_MARKS)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def british(word: str) -> str:
    """The British spelling of a folded word.

    >>> british("organizations"), british("centered"), british("size")
    ('organisations', 'centred', 'size')
    """
    if word in _AMERICAN:
        return _AMERICAN[word]
    at = word.find("iz", 2)
    if at > 0 and word not in _NOT_IZE and word[at + 2 : at + 3] in ("a", "e", "i") and len(word) > 5:
        return word[:at] + "is" + word[at + 2 :]
    if "yz" in word:
        return word.replace("yz", "ys")
    if word.endswith("s") and word[:-1] in _AMERICAN:
        return _AMERICAN[word[:-1]] + "s"
    return word


def singular(word: str) -> str:
    """The singular of a folded noun; a word that is no plural stays as it is.

    >>> [singular(w) for w in ("communities", "processes", "services", "analysis", "goods")]
    ['community', 'process', 'service', 'analysis', 'goods']
    """
    if word in _SINGULAR:
        return _SINGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word in _SAME or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def key(word: str) -> str:
    """The form under which nouns are compared."""
    return singular(british(word))


def stem(word: str) -> str:
    """The form under which cues are compared; all inflections of a verb have the same one.

    >>> {stem(w) for w in ("improve", "improves", "improved", "improving")}
    {'improv'}
    >>> {stem(w) for w in ("lead", "led", "leading")}
    {'lead'}
    """
    if word in _BASES or word in _KEPT:
        return word
    if word in _BASE:
        return _BASE[word]
    word = british(word)
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= 3
            and not (ending in ("s", "es") and word[-2:] in ("ss", "us", "is"))
        ):
            cut = word[: -len(ending)]
            if ending in ("ing", "ed") and not any(v in cut for v in "aeiouy"):
                continue
            if ending == "es" and not cut.endswith(("s", "sh", "ch", "x", "z")):
                cut = word[:-1]
            word = cut
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsez":
                word = word[:-1]
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 4 and word.endswith("ll"):
        word = word[:-1]
    return word
