"""Wording that only paraphrases: shorthand, spread names, the sentence behind the slots, contraries and modifiers."""

from __future__ import annotations

import pytest
from rows import asserted

from coprod.mapping.mapper import Mapper
from coprod.statement import Statement

SHORTHAND = [
    ("co-governance|reqs|instit. arrangements", {"CoGovernance requires InstitutionalArrangement"}),
    ("co-pro|draws on|SCI. KNOWLEDGE", {"CoProduction drawsOnKnowledge ScientificKnowledge"}),
    (
        "PSWs; vols|shd take part in|co-design",
        {"CoDesign involvesActor PeerWorker", "CoDesign involvesActor Volunteer"},
    ),
    ("a PPl workshop|builds|trust", {"PatientAndPublicInvolvement createsValue Trust"}),
    ("rlsk of tokenism|in|co-design", {"CoDesign characterisedBy Tokenism"}),
    ("value co-destruct'n|differs from|value co-creat'n", {"ValueCoCreation differsFrom ValueCoDestruction"}),
]

SPREAD = [
    (
        "co-production|strengthens|the responsibility that they share",
        {"CoProduction strengthensRelation SharedResponsibility"},
    ),
    (
        "co-design|draws on|the knowledge which Indigenous people hold",
        {"CoDesign drawsOnKnowledge IndigenousKnowledge"},
    ),
    ("tools of a digital kind|enable|co-design", {"DigitalTechnology enables CoDesign"}),
    ("co-design|improves|the impact of that research", {"CoDesign improves ResearchImpact"}),
    (
        "co-design|lessens|imbalances of power and of knowledge",
        {"CoDesign weakensRelation KnowledgeImbalance", "CoDesign weakensRelation PowerImbalance"},
    ),
    (
        "forms of co-production|=|individual; collective",
        {"CollectiveCoProduction formOf CoProduction", "IndividualCoProduction formOf CoProduction"},
    ),
    (
        "lack of staff and of money|hinders|peer support",
        {"ResourceConstraint hinders PeerSupport"},
    ),
    (
        "peer support|was justified by|efficiency and by choice",
        {"PeerSupport motivatedBy ConsumeristRationale", "PeerSupport motivatedBy EconomicRationale"},
    ),
]

SENTENCE = [
    (
        "the help that one such person gives to another|turned out to do a great deal for|how they cope|"
        "Peer support improved well-being.",
        set(),
    ),
    (
        "a support of peers for one another|turned out to do a great deal for|their sense of well-being|"
        "Peer support improved well-being.",
        {"PeerSupport improves Wellbeing"},
    ),
    (
        "a style of care with the person in the middle|was thought to be pulling another way than|efficiency|"
        "Nurses felt that efficiency was in tension with person-centred care.",
        {"Efficiency inTensionWith PersonCentredness"},
    ),
]

DOING = [
    (
        "a facilitator|makes it possible for|carers and nurses to work together",
        {
            "Collaboration involvesActor Carer",
            "Collaboration involvesActor Nurse",
            "Facilitator enables Collaboration",
        },
    ),
    ("carers|say that|co-delivery builds trust", {"CoDelivery createsValue Trust"}),
    ("managers|said co-delivery had improved|access to services", {"CoDelivery improves Accessibility"}),
    ("co-creation and co-design|are used as|synonyms", {"CoCreation equivalentTo CoDesign"}),
    ("the power of doctors|over|patients", {"Physician holdsPowerOver Patient"}),
    ("the council|failed to consult|carers", {"Consultation excludes Carer"}),
    ("co-design|does not draw on|theory", {"CoDesign neglects TheoreticalPerspective"}),
    (
        "the guideline|was written up as a model that moves from consultation to|co-production",
        {"CoProduction movesBeyond Consultation"},
    ),
    ("services|are always|co-produced", {"CoProduction produces Service"}),
]

INSPIRED = [
    ("co-production|draws its inspiration from|public services", set()),
    (
        "co-production|draws inspiration from|service-dominant logic",
        {"CoProduction drawsOnTheory ServiceDominantLogic"},
    ),
]

CONTRARY = [
    ("co-production|breeds|mistrust", {"CoProduction diminishesValue Trust"}),
    ("co-production|lessens|mistrust", {"CoProduction createsValue Trust"}),
    ("co-production|redresses|epistemic injustice", {"CoProduction createsValue EpistemicJustice"}),
    ("tokenistic involvement|harms|carers", {"Involvement harms Carer"}),
    ("co-design|leads to|tokenistic involvement", {"CoDesign hasOutcome Tokenism"}),
    ("active patients|facilitate|self-management", {"Patient enables SelfManagement"}),
]

OTHER_SENSES = [
    "SDM|=|service delivery manager|In this file SDM stands for service delivery manager.",
    "co-design|improves|efficiency|The co-design of hardware and software makes the chip more efficient.",
    "busy wards|hinder|co-design|Busy wards hinder co-design.",
    "300 participants|were included in|the analysis|300 participants were included in the analysis.",
]


@pytest.mark.parametrize(("row", "expected"), SHORTHAND + SPREAD + SENTENCE + DOING + INSPIRED + CONTRARY)
def test_wording(mapper: Mapper, row: str, expected: set[str]) -> None:
    assert asserted(mapper, row) == expected


@pytest.mark.parametrize("row", OTHER_SENSES)
def test_other_senses_map_to_nothing(mapper: Mapper, row: str) -> None:
    assert asserted(mapper, row) == set()


def test_words_of_the_sentence_are_placed_in_it(mapper: Mapper) -> None:
    text = "Peer support improved well-being."
    given = Statement(
        subject="a support of peers for one another", predicate="turned out to do much for", object="their well-being",
        text=text,
    )  # fmt: skip
    for grounding in mapper.map(given).groundings:
        if grounding.start >= 0:
            source = text if grounding.slot == "text" else getattr(given, grounding.slot)
            assert source[grounding.start : grounding.end] == grounding.matched


@pytest.mark.parametrize(
    ("row", "polarity", "modality"),
    [
        ("the absence of carers|from|the co-design", "negated", "asserted"),
        ("the planned joint management of the clinic|by|users and staff", "affirmed", "intended"),
        ("the user|is the only one who can judge|value in use", "affirmed", "asserted"),
        ("no agreed definition|hinders|co-production", "affirmed", "asserted"),
        ("co-production|calls for|funding", "affirmed", "asserted"),
        ("co-design|builds upon, and does not abandon,|co-production", "affirmed", "asserted"),
        ("trust|poss. results from|co-design", "affirmed", "possible"),
    ],
)
def test_facets(mapper: Mapper, row: str, polarity: str, modality: str) -> None:
    subject, predicate, object = row.split("|")
    mapping = mapper.map(Statement(subject=subject, predicate=predicate, object=object))
    assert (mapping.polarity, mapping.modality) == (polarity, modality)
