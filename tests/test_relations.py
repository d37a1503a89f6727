"""Predicates to relations: every relation of the inventory, its directions, and the shapes that hide it."""

from __future__ import annotations

import pytest

from coprod.mapping.mapper import Mapper
from coprod.statement import Statement


@pytest.fixture(scope="module")
def mapper() -> Mapper:
    return Mapper()


def read(mapper: Mapper, subject: str, predicate: str, object: str, text: str = "") -> set[str]:
    mapping = mapper.map(Statement(subject=subject, predicate=predicate, object=object, text=text))
    return {" ".join(a) for a in mapping.assertions}


ONE_EACH = [
    ("co-production|relates to|interdependence", "CoProduction relatedTo Interdependence"),
    ("co-design|is a form of|co-production", "CoDesign formOf CoProduction"),
    ("co-production|can take the form of|co-delivery", "CoDelivery formOf CoProduction"),
    ("co-creation|is synonymous with|co-production", "CoCreation equivalentTo CoProduction"),
    ("co-production|is different from|consultation", "CoProduction differsFrom Consultation"),
    ("co-design|is a phase of|co-production", "CoDesign partOf CoProduction"),
    ("co-production|is defined as|a partnership", "CoProduction understoodAs Partnership"),
    ("co-production|rests on|reciprocity", "CoProduction embodies Reciprocity"),
    ("reciprocity|is a core principle of|co-production", "CoProduction embodies Reciprocity"),
    ("co-design|was carried out with|nurses", "CoDesign involvesActor Nurse"),
    ("patients|took part in|co-design", "CoDesign involvesActor Patient"),
    ("carers|were consulted|", "Consultation involvesActor Carer"),
    ("co-design|was led by|patients", "CoDesign ledBy Patient"),
    ("patients|lead|co-design", "CoDesign ledBy Patient"),
    ("co-design|left out|carers", "CoDesign excludes Carer"),
    ("carers|are excluded from|co-design", "CoDesign excludes Carer"),
    ("co-design|failed to involve|carers", "CoDesign excludes Carer"),
    ("patients|act as|co-researchers", "Patient playsRole CoResearcherRole"),
    ("patients|are treated as|passive recipients", "Patient playsRole PassiveRecipientRole"),
    ("patients|bring|their lived experience", "Patient contributes ExperientialKnowledge"),
    ("co-design|produced|a care pathway", "CoDesign produces CarePathway"),
    ("a guideline|was developed through|co-production", "CoProduction produces Guideline"),
    ("co-production|increases|trust", "CoProduction createsValue Trust"),
    ("values|emerge from|co-production", "CoProduction createsValue Value"),
    ("tokenism|undermines|trust", "Tokenism diminishesValue Trust"),
    ("the beneficiary|determines|value", "BeneficiaryRole determinesValue Value"),
    ("co-design|makes use of|lived experience", "CoDesign drawsOnKnowledge ExperientialKnowledge"),
    ("researchers|privilege|scientific knowledge", "Researcher privileges ScientificKnowledge"),
    ("co-design|builds|relationships", "CoDesign strengthensRelation Relationship"),
    ("co-design|flattens|hierarchies", "CoDesign weakensRelation PowerImbalance"),
    ("co-production|needs|trust", "CoProduction requires Trust"),
    ("trust|is essential for|co-production", "CoProduction requires Trust"),
    ("facilitation|supports|co-design", "Facilitation enables CoDesign"),
    ("co-design|is supported by|training", "Training enables CoDesign"),
    ("lack of funding|hampers|co-design", "ResourceConstraint hinders CoDesign"),
    ("time|is a barrier to|co-design", "Time hinders CoDesign"),
    ("participation|is motivated by|empowerment", "Participation motivatedBy Empowerment"),
    ("co-design|leads to|service innovation", "CoDesign hasOutcome ServiceInnovation"),
    ("co-design|improves|the quality of care", "CoDesign improves QualityOfCare"),
    ("value co-destruction|degrades|public services", "ValueCoDestruction worsens PublicService"),
    ("co-design|had no effect on|health outcomes", "CoDesign hasNoEffectOn HealthOutcome"),
    ("co-design|did not improve|health outcomes", "CoDesign hasNoEffectOn HealthOutcome"),
    ("peer support|there is no evidence of an effect on|well-being", "PeerSupport lacksEvidenceOfEffectOn Wellbeing"),
    ("co-design|is informed by|design studies", "CoDesign drawsOnTheory DesignStudies"),
    ("practice-oriented models|overlook|power", "PracticeOrientedModel neglects Power"),
    ("power|is neglected by|practice-oriented models", "PracticeOrientedModel neglects Power"),
    ("public service logic|challenges|New Public Management", "PublicServiceLogic critiques NewPublicManagement"),
    ("public service logic|builds on|service-dominant logic", "PublicServiceLogic extends ServiceDominantLogic"),
    ("co-production|originates in|public administration", "CoProduction originatesIn PublicAdministration"),
    ("co-production|goes beyond|consultation", "CoProduction movesBeyond Consultation"),
    ("consultation|gave way to|co-production", "CoProduction movesBeyond Consultation"),
    ("co-production|is used in|primary care", "CoProduction appliedIn PrimaryCare"),
    ("co-production|was studied with|interviews", "CoProduction studiedWith Interview"),
    ("a scoping review|examined|co-production", "CoProduction studiedWith ScopingReview"),
    ("efficiency|conflicts with|co-production", "CoProduction inTensionWith Efficiency"),
    ("actors|integrate|resources", "Actor integratesResource Resource"),
    ("the firm|offers|value propositions", "Organisation offers ValueProposition"),
    ("value co-creation|is coordinated by|institutions", "ValueCoCreation coordinatedBy Institution"),
    ("professionals|dominate|service users", "Professional holdsPowerOver ServiceUser"),
    ("citizen participation|reaches the level of|delegated power", "CitizenParticipation hasLevel DelegatedPower"),
    ("health literacy|influences|participation", "HealthLiteracy affects Participation"),
    ("co-design|benefits|patients", "CoDesign benefits Patient"),
    ("co-production|burdens|carers", "CoProduction harms Carer"),
    ("co-production|is marked by|power imbalances", "CoProduction characterisedBy PowerImbalance"),
    ("co-design|uses|photovoice", "CoDesign usesMethod Photovoice"),
    ("the ladder of participation|describes|citizen participation", "LadderModel appliesTo CitizenParticipation"),
]

HIDDEN = [
    ("patients|co-design|services", {"CoDesign involvesActor Patient", "CoDesign produces Service"}),
    ("services|were co-designed by|patients", {"CoDesign involvesActor Patient", "CoDesign produces Service"}),
    ("staff|work together with|patients", {"Collaboration involvesActor Staff", "Collaboration involvesActor Patient"}),
    ("hospitals|involve|patients", {"Involvement ledBy Hospital", "Involvement involvesActor Patient"}),
    ("a reduction in hierarchy|through|co-design", {"CoDesign weakensRelation PowerImbalance"}),
    ("the building of trust|in|co-design", {"CoDesign createsValue Trust"}),
    ("the exclusion of carers|from|co-design", {"CoDesign excludes Carer"}),
    ("barriers to co-design|:|time; tokenism", {"Time hinders CoDesign", "Tokenism hinders CoDesign"}),
    ("the dependence of co-design|on|trust", {"CoDesign requires Trust"}),
    ("the shift from consultation|to|co-production", {"CoProduction movesBeyond Consultation"}),
    ("co-design by patients and nurses|leads to|trust",
     {"CoDesign involvesActor Patient", "CoDesign involvesActor Nurse", "CoDesign createsValue Trust"}),
    ("co-pro (MH svcs)|->|trust", {"CoProduction createsValue Trust", "CoProduction appliedIn MentalHealthCare"}),
    ("co-design|w/|pts + carers", {"CoDesign involvesActor Patient", "CoDesign involvesActor Carer"}),
    ("patients, carers and clinicians|take part in|co-design",
     {"CoDesign involvesActor Patient", "CoDesign involvesActor Carer", "CoDesign involvesActor HealthProfessional"}),
    ("co-production|is not|a synonym for consultation", {"CoProduction differsFrom Consultation"}),
    ("individual, group and collective co-production|are forms of|co-production",
     {"CollectiveCoProduction formOf CoProduction", "GroupCoProduction formOf CoProduction",
      "IndividualCoProduction formOf CoProduction"}),
]  # fmt: skip

NOTHING = [
    "the default value|is|zero",
    "he|left|the service",
    "the agency|sent|two nurses",
    "the study|had|80% power",
    "heat and power|are co-produced by|the plant",
    "Does co-design|improve|trust?",
    "the car park|was|full",
    "carers|complained about|the car park",
    "||",
]


@pytest.mark.parametrize(("row", "expected"), ONE_EACH)
def test_relation(mapper: Mapper, row: str, expected: str) -> None:
    assert expected in read(mapper, *row.split("|"))


def test_every_relation_has_a_case(mapper: Mapper) -> None:
    assert {e.split()[1] for _, e in ONE_EACH} == set(mapper.ontology.relations)


@pytest.mark.parametrize(("row", "expected"), HIDDEN)
def test_hidden_relation(mapper: Mapper, row: str, expected: set[str]) -> None:
    assert read(mapper, *row.split("|")) == expected


@pytest.mark.parametrize("row", NOTHING)
def test_nothing_to_map(mapper: Mapper, row: str) -> None:
    assert read(mapper, *row.split("|")) == set()


def test_anaphora_takes_its_referent_from_the_text(mapper: Mapper) -> None:
    text = "Practice-oriented models are common. They neglect power."
    assert read(mapper, "they", "neglect", "power", text) == {"PracticeOrientedModel neglects Power"}
    assert read(mapper, "they", "neglect", "power") == set()


def test_question_asserts_nothing(mapper: Mapper) -> None:
    assert read(mapper, "co-design", "improves", "trust", "Does co-design improve trust?") == set()


def test_acronym_means_what_the_text_says(mapper: Mapper) -> None:
    text = "Proton pump inhibitors (PPI) reduce trust."
    assert read(mapper, "PPI", "reduces", "trust", text) == set()
    assert read(mapper, "PPI", "reduces", "trust") == {"PatientAndPublicInvolvement diminishesValue Trust"}


def test_contrast_is_left_out(mapper: Mapper) -> None:
    assert read(mapper, "co-design", "builds", "trust rather than efficiency") == {"CoDesign createsValue Trust"}
