"""Words to concepts: case tables of phrases and the terms they name, and of distractors that name none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.grounding.words import british, singular, stem
from coprod.mapping.mapper import Mapper

NAMED = [
    # label, variants of dash, space, case, spelling, number
    ("co-design", "CoDesign"),
    ("Codesign", "CoDesign"),
    ("co design", "CoDesign"),
    ("co‐production", "CoProduction"),
    ("CO-PRODUCTION", "CoProduction"),
    ("organizations", "Organisation"),
    ("patient-centered care", "PersonCentredness"),
    ("communities", "Community"),
    ("well being", "Wellbeing"),
    ("wellbeing", "Wellbeing"),
    ("value in use", "ValueInUse"),
    ("shared decision making", "SharedDecisionMaking"),
    # derivation
    ("co-designing", "CoDesign"),
    ("co-productive", "CoProduction"),
    ("empowering", "Empowerment"),
    ("equitable", "Equity"),
    ("tokenistic", "Tokenism"),
    # synonyms
    ("GPs", "Physician"),
    ("caregivers", "Carer"),
    ("people who use services", "ServiceUser"),
    ("people with lived experience", "ExpertByExperience"),
    ("seldom-heard groups", "MarginalisedGroup"),
    ("RCT", "RandomisedControlledTrial"),
    ("developing countries", "LowAndMiddleIncomeCountry"),
    ("public good", "PublicValue"),
    ("lack of time", "ResourceConstraint"),
    ("S-D logic", "ServiceDominantLogic"),
    ("HSR", "HealthServicesResearch"),
    # long phrases
    ("the co-production of health services", "ServiceCoProduction"),
    ("the co-production of knowledge", "KnowledgeCoProduction"),
    ("satisfaction among patients", "PatientSatisfaction"),
    ("the participation of citizens", "CitizenParticipation"),
    ("relationships between doctors and patients", "ProviderUserRelationship"),
    ("a sense of empowerment", "Empowerment"),
    ("values of equity", "Equity"),
    ("the practice of co-design", "CoDesign"),
    # slips, OCR and respun text
    ("co-productlon", "CoProduction"),
    ("exper-tise", "Knowledge"),
    ("va1ue co-creation", "ValueCoCreation"),
    ("communlties", "Community"),
    ("colaboration", "Collaboration"),
    ("know-how", "Knowledge"),
    ("financial worth", "EconomicValue"),
    ("energy imbalances", "PowerImbalance"),
    ("sufferers", "Patient"),
    # built of parts
    ("scarcity of staff and money", "ResourceConstraint"),
    ("too little time", "ResourceConstraint"),
    ("clinicians' push-back", "ProfessionalResistance"),
    ("scepticism among the nurses", "ProfessionalResistance"),
    ("relationships between those who give care and those who receive it", "ProviderUserRelationship"),
    ("nurse and patient relationships", "ProviderUserRelationship"),
    ("people living with dementia", "Patient"),
    ("the gap in expertise between doctors and laypeople", "KnowledgeImbalance"),
    ("offloading duties onto families", "Responsibilisation"),
    ("a gulf between policy rhetoric and everyday practice", "RhetoricPracticeGap"),
    ("joint making of knowledge", "KnowledgeCoProduction"),
    ("having their say in decisions", "Voice"),
    ("local community participation", "CommunityParticipation"),
    # respun
    ("participatory action analysis", "ParticipatoryActionResearch"),
    ("a good tradition of the organisation", "OrganisationalCulture"),
    ("have confidence in between organisations", "Trust"),
    ("power PubMed ID:http://www.ncbi.nlm.nih.gov/pubmed/1 imbalances", "PowerImbalance"),
]

NOT_NAMED = [
    "the default value of the field",
    "the p value",
    "the agency sent two nurses",
    "a memorial service",
    "the military service",
    "80% power",
    "statistical power",
    "an impatient plumber",
    "be patient",
    "a community of practice",
    "the community hall",
    "a film co-production",
    "neural networks",
    "machine learning",
    "PPIs such as omeprazole",
    "the patents office",
    "",
    "   ",
    "[12]",
    "https://example.org/co-production",
]


ELSEWHERE = [
    "the recovery of the stolen car",
    "baked goods",
    "an anti-trust lawsuit",
    "the voice of the soprano",
    "the ladder against the wall",
    "the culture of mushrooms",
    "the network of tunnels",
    "tennis partners",
    "turn right at the lights",
    "equity release on a mortgage",
]


@pytest.mark.parametrize("phrase", ELSEWHERE)
def test_everyday_words_beside_words_of_another_domain_name_nothing(mapper: Mapper, phrase: str) -> None:
    assert mapper.ground(phrase) == []


@pytest.mark.parametrize(
    ("phrase", "term"),
    [
        ("the voice of patients in the opera", "Voice"),
        ("trust", "Trust"),
        ("the quality of dialysis", "QualityOfCare"),
        ("power of the people", "Power"),
        ("the recovery of patients after a car crash", "Patient"),
    ],
)
def test_words_of_another_domain_leave_what_is_of_the_field(mapper: Mapper, phrase: str, term: str) -> None:
    assert term in {g.term for g in mapper.ground(phrase)}


def test_undone_respinning_scores_low(mapper: Mapper) -> None:
    (first,) = mapper.ground("participatory action analysis")
    assert (first.tier, first.score) == ("respun", 0.6)
    assert first.matched == "participatory action analysis"


@pytest.mark.parametrize(("phrase", "term"), NAMED)
def test_phrase_names_term(mapper: Mapper, phrase: str, term: str) -> None:
    found = [g.term for g in mapper.ground(phrase)]
    ontology = mapper.ontology
    assert any(t == term or (term in ontology.ancestors(t) and ontology.concepts[t].definition != "") for t in found), (
        found
    )


@pytest.mark.parametrize("phrase", NOT_NAMED)
def test_distractor_names_nothing_of_its_words(mapper: Mapper, phrase: str) -> None:
    wrong = {"Value", "Agency", "Service", "Power", "Patient", "Community", "CoProduction", "Network", "MutualLearning"}
    wrong |= {"PatientAndPublicInvolvement", "ServiceUser"}
    assert not wrong & {g.term for g in mapper.ground(phrase)}


def test_long_phrase_gives_more_than_its_head(mapper: Mapper) -> None:
    terms = {g.term for g in mapper.ground("the involvement of patients and carers in the co-design of services")}
    assert {"CoDesign", "Patient", "Carer", "Service"} <= terms


def test_grounding_says_why(mapper: Mapper) -> None:
    (first, *_) = mapper.ground("codesign of services")
    assert (first.term, first.tier, first.matched, first.start, first.end) == ("CoDesign", "variant", "codesign", 0, 8)
    assert 0.9 < first.score < 1
    assert first.runners_up


def test_nothing_is_given_for_nothing(mapper: Mapper) -> None:
    assert mapper.ground("the colour of the front door") == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [("organization", "organisation"), ("behavior", "behaviour"), ("size", "size"), ("analyzed", "analysed")],
)
def test_british(word: str, expected: str) -> None:
    assert british(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("patients", "patient"), ("policies", "policy"), ("goods", "goods"), ("processes", "process"), ("basis", "basis")],
)
def test_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ("lead", "leads", "led", "leading"),
        ("hinder", "hinders", "hindered", "hindering"),
        ("embed", "embedded", "embedding"),
        ("deny", "denies", "denied", "denying"),
    ],
)
def test_inflections_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(f) for f in forms}) == 1


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_grounded(text: str) -> None:
    for g in _MAPPER.ground(text):
        assert text[g.start : g.end] == g.matched
        assert 0 <= g.start < g.end <= len(text)


_MAPPER = Mapper()
