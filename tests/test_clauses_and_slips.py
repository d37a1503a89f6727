"""Clauses, asides, denials in short, rows of sheets, and words that broke, stuck together or carry a note."""

from __future__ import annotations

import pytest
from rows import asserted

from coprod.mapping.mapper import Mapper
from coprod.statement import Statement

MADE = [
    (
        "the leaflet and the policy that was co-produced by carers|improved|trust",
        {"CoProduction produces Policy", "CoProduction involvesActor Carer", "Policy createsValue Trust"},
    ),
    (
        "co-evaluation in which nurses take part|builds|legitimacy",
        {"CoEvaluation involvesActor Nurse", "CoEvaluation createsValue Legitimacy"},
    ),
    (
        "a citizens' jury which was convened by the council|built|legitimacy",
        {"CitizensJury ledBy LocalAuthority", "CitizensJury createsValue Legitimacy"},
    ),
    ("co-design|draws on|theory that stems from psychology", {"CoDesign drawsOnTheory Psychology"}),
    (
        "peer support, when used in maternity care,|improves|well-being",
        {"PeerSupport appliedIn MaternityCare", "PeerSupport improves Wellbeing"},
    ),
    ("the way in which co-design is carried out|affects|trust", {"CoDesign affects Trust"}),
    (
        "nurses and carers|worked in partnership and drew up|a guideline",
        {"Collaboration involvesActor Nurse", "Collaboration involvesActor Carer", "Collaboration produces Guideline"},
    ),
    ("primary care|was co-designed by|two clinics", set()),
    ("carers|co-designed|dementia services", {"CoDesign involvesActor Carer", "CoDesign produces HealthService"}),
]

SAID = [
    ("co-design|raised, according to nurses,|a sense of ownership", {"CoDesign improves Ownership"}),
    ("nurses' view of lack of funding|as a barrier to|co-design", {"ResourceConstraint hinders CoDesign"}),
    ("peer support|was described as being|inclusive", {"PeerSupport embodies Inclusion"}),
    ("managers|rank efficiency above|fairness", {"Manager privileges Efficiency"}),
    ("co-governance|is viewed in the literature as|a partnership", {"CoGovernance understoodAs Partnership"}),
    ("a typology|of|user involvement", {"TypologyModel appliesTo ServiceUserInvolvement"}),
    ("public engagement|is expected by|funders", {"PublicEngagement motivatedBy PolicyRationale"}),
    ("the move to co-design|led to|trust", {"CoDesign createsValue Trust"}),
    ("It|may lessen|friction between nurses and carers|Co-design was tried. It may lessen friction between them.",
     {"CoDesign weakensRelation Conflict"}),
    ("co-research|must include|nurses and carers",
     {"ResearchCoProduction involvesActor Nurse", "ResearchCoProduction involvesActor Carer"}),
]  # fmt: skip

DENIED = [
    ("engagement|isn't the same as|involvement", {"Engagement differsFrom Involvement"}),
    ("co-design|cannot be treated as equivalent to|consultation", {"CoDesign differsFrom Consultation"}),
    ("nurses|make no distinction between|involvement and engagement", {"Engagement equivalentTo Involvement"}),
    ("co-design|hasn't improved|well-being", {"CoDesign hasNoEffectOn Wellbeing"}),
    (
        "peer support|has not so far been demonstrated, on the basis of trials, to have an impact on|well-being",
        {"PeerSupport lacksEvidenceOfEffectOn Wellbeing"},
    ),
    ("co-design|no diff. to|QoL", {"CoDesign hasNoEffectOn Wellbeing"}),
]

CELLS = [
    ("ENABLERS of co-design (MH)|incl.|leadership; org. support",
     {"Leadership enables CoDesign", "OrganisationalSupport enables CoDesign", "CoDesign appliedIn MentalHealthCare"}),
    ("PPI|why? =>|economic grounds", {"PatientAndPublicInvolvement motivatedBy EconomicRationale"}),
    ("co-gov.|NEEDS|trust", {"CoGovernance requires Trust"}),
    ("SDM|eval'd via|2 FGs + docs",
     {"SharedDecisionMaking studiedWith FocusGroup", "SharedDecisionMaking studiedWith DocumentAnalysis"}),
    ("SDM|WHY?|(1) better care (2) economic grounds",
     {"SharedDecisionMaking motivatedBy TechnocraticRationale", "SharedDecisionMaking motivatedBy EconomicRationale"}),
    ("docs|dominate|pts", {"Physician holdsPowerOver Patient"}),
    ("co-design|studied w/|observ. (20 h)", {"CoDesign studiedWith Observation"}),
]  # fmt: skip

ROWS = [
    ("PPI|tokenism?|NO", {"PatientAndPublicInvolvement characterisedBy Tokenism"}),
    ("nurses (ward)|co-producer? [Y/N]|Y", {"Nurse playsRole CoProducerRole"}),
    ("BARRIERS / co-design|:|stigma", {"Stigma hinders CoDesign"}),
    ("power imbal.|→ barrier|co-design", {"PowerImbalance hinders CoDesign"}),
    ("reciprocity|PRINCIPLE|co-governance", {"CoGovernance embodies Reciprocity"}),
    ("WHY peer support?|reasons:|(1) cost savings (2) better services",
     {"PeerSupport motivatedBy EconomicRationale", "PeerSupport motivatedBy TechnocraticRationale"}),
    ("the challenges related to co-design|include|stigma", {"Stigma hinders CoDesign"}),
    ("co-design|costs|time and money", {"CoDesign hasOutcome CostOrBurden"}),
    ("trust|↑ via|co-design", {"CoDesign createsValue Trust"}),
    ("co-design|AIM ↑|dignity", {"CoDesign createsValue Dignity"}),
    ("co-pro|3 types|individual; collective",
     {"IndividualCoProduction formOf CoProduction", "CollectiveCoProduction formOf CoProduction"}),
    ("EBCD|DESIGN|case study (obs. + interviews)",
     {"ExperienceBasedCoDesign studiedWith CaseStudy", "ExperienceBasedCoDesign studiedWith Observation",
      "ExperienceBasedCoDesign studiedWith Interview"}),
]  # fmt: skip

SHAPES = [
    ("what co-design needs|is|time", {"CoDesign requires Time"}),
    ("co-design|both needs and builds|trust", {"CoDesign requires Trust", "CoDesign createsValue Trust"}),
    ("neither carers nor nurses|were involved in|co-design",
     {"CoDesign involvesActor Carer", "CoDesign involvesActor Nurse"}),
    ("carers|as equal partners|in shared decision-making", {"Carer playsRole CoProducerRole"}),
    ("a survey|showed that co-design had raised|trust",
     {"CoDesign createsValue Trust", "CoDesign studiedWith Survey"}),
    ("co-design|builds, to a lesser degree,|trust", {"CoDesign createsValue Trust"}),
    ("nurses|did not share|power with carers", {"Nurse strengthensRelation PowerSharing"}),
    ("the introduction of peer support in primary care|raised|trust",
     {"PeerSupport createsValue Trust", "PeerSupport appliedIn PrimaryCare"}),
    ("carers|told of|more dignity as a result of peer support", {"PeerSupport createsValue Dignity"}),
    ("the charities and the state|generate, in co-management,|public services",
     {"CoManagement involvesActor ThirdSectorOrganisation", "CoManagement involvesActor Government",
      "CoManagement produces PublicService"}),
    ("carers|took on|a leading role", {"Carer playsRole LeaderRole"}),
    ("a call for transparency|in|co-design", {"CoDesign embodies Transparency"}),
    ("co-design|depends on|the presence of a facilitator", {"CoDesign requires Facilitator"}),
    ("seldom-heard groups|remain|excluded from co-design", {"CoDesign excludes MarginalisedGroup"}),
    ("professional knowledge|was privileged over|lived experience", set()),
    ("the trial|included|98 patients aged over 65", set()),
]  # fmt: skip

SLIPS = [
    ("fami lies and man agers|tookpart in|thedeliberation",
     {"Deliberation involvesActor FamilyMember", "Deliberation involvesActor Manager"}),
    ("quality im-provement13|needs|trust", {"QualityImprovement requires Trust"}),
    ("the nurse-pa- tient relation-ship|is marked by|an im- balance of power",
     {"ProviderUserRelationship characterisedBy PowerImbalance"}),
    ("cus- tomers|integrate|resources", {"ServiceUser integratesResource Resource"}),
    ("commu- nity-based participatory research|builds|trust",
     {"CommunityBasedParticipatoryResearch createsValue Trust"}),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), MADE + SAID + DENIED + CELLS + ROWS + SHAPES + SLIPS)
def test_wording(mapper: Mapper, row: str, expected: set[str]) -> None:
    assert asserted(mapper, row) == expected


@pytest.mark.parametrize("word", ["workplace", "household", "background", "newsletter", "covid19", "overcome"])
def test_words_of_the_language_are_left_whole(mapper: Mapper, word: str) -> None:
    assert mapper.ground(word) == []


@pytest.mark.parametrize(
    ("row", "polarity"),
    [
        ("co-design|isn't a form of|consultation", "negated"),
        ("co-design|wasn't led by|patients", "negated"),
        ("carers|didnt take part in|co-design", "negated"),
        ("engagement|isn’t the same as|involvement", "affirmed"),
    ],
)
def test_contracted_denials(mapper: Mapper, row: str, polarity: str) -> None:
    subject, predicate, object = row.split("|")
    assert mapper.map(Statement(subject=subject, predicate=predicate, object=object)).polarity == polarity


def test_what_only_describes_the_subject_is_no_modality(mapper: Mapper) -> None:
    given = Statement(subject="a definition on which nurses could agree", predicate="enables", object="co-design")
    assert mapper.map(given).modality == "asserted"


def test_words_that_share_a_head_are_not_told_as_unmapped(mapper: Mapper) -> None:
    given = Statement(subject="PPI", predicate="is justified by", object="democratic and economic grounds")
    assert mapper.map(given).unmapped == ()


def test_a_reference_to_a_page_holds_no_view(mapper: Mapper) -> None:
    given = Statement(subject="co-design", predicate="failed to involve", object="volunteers (see p. 11)")
    assert mapper.map(given).attributed_to == ()


def test_a_noun_of_doing_is_shown_where_it_stands(mapper: Mapper) -> None:
    given = Statement(subject="service users", predicate="were involved in", object="the redesign")
    found = {g.term: (g.slot, g.matched) for g in mapper.map(given).groundings}
    assert found["CoDesign"] == ("object", "redesign")
