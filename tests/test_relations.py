"""Predicates to relations: every relation of the inventory, its directions, and the shapes that hide it."""

from __future__ import annotations

import pytest

from coprod import lexicon
from coprod.mapping.mapper import Mapper
from coprod.statement import Statement


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

# Verbs of one family say one thing.
FAMILIES = [
    ("a shortage of time|stifles|co-design", {"ResourceConstraint hinders CoDesign"}),
    ("power imbalances|thwart|genuine co-production", {"PowerImbalance hinders CoProduction"}),
    ("skilled facilitation|paves the way for|co-design", {"Facilitation enables CoDesign"}),
    ("co-production|breeds|trust", {"CoProduction createsValue Trust"}),
    ("co-design|nurtures|mutual respect", {"CoDesign createsValue Respect"}),
    ("tokenism|eats away at|trust", {"Tokenism diminishesValue Trust"}),
    ("exploitation|robs participants of|dignity", {"Exploitation diminishesValue Dignity"}),
    ("co-design|lifts|patient satisfaction", {"CoDesign improves PatientSatisfaction"}),
    ("peer support|bettered|the well-being of its members", {"PeerSupport improves Wellbeing"}),
    ("tokenism|dents|quality of care", {"Tokenism worsens QualityOfCare"}),
    ("patient involvement|imposes|an emotional burden", {"PatientInvolvement hasOutcome CostOrBurden"}),
    ("co-design|ends up in|tokenism", {"CoDesign hasOutcome Tokenism"}),
    ("co-design|made no difference to|patient satisfaction", {"CoDesign hasNoEffectOn PatientSatisfaction"}),
    ("There is scant evidence that|co-production|saves money", {"CoProduction lacksEvidenceOfEffectOn CostSaving"}),
    (
        "co-production|has yet to be shown to improve|quality of care",
        {"CoProduction lacksEvidenceOfEffectOn QualityOfCare"},
    ),
    ("co-design|is a species of|co-production", {"CoDesign formOf CoProduction"}),
    (
        "co-production|comes in several guises, among them|co-design and co-delivery",
        {"CoDelivery formOf CoProduction", "CoDesign formOf CoProduction"},
    ),
    ("authors|make no distinction between|involvement and engagement", {"Engagement equivalentTo Involvement"}),
    ("consultation|is a far cry from|co-production", {"CoProduction differsFrom Consultation"}),
    ("co-evaluation|forms one strand of|co-production", {"CoEvaluation partOf CoProduction"}),
    ("co-production|has been cast as|a generative process", {"CoProduction understoodAs GenerativeProcess"}),
    ("co-production|is steeped in|reciprocity", {"CoProduction embodies Reciprocity"}),
    ("respect|is woven into|co-design", {"CoDesign embodies Respect"}),
    ("carers|had a hand in|co-design", {"CoDesign involvesActor Carer"}),
    (
        "nurses and patients|teamed up|in the co-design of a leaflet",
        {"CoDesign involvesActor Nurse", "CoDesign involvesActor Patient"},
    ),
    ("a charity|steered|the co-design", {"CoDesign ledBy ThirdSectorOrganisation"}),
    ("co-design|shuts out|marginalised groups", {"CoDesign excludes MarginalisedGroup"}),
    ("carers|were frozen out of|decision-making", {"DecisionMaking excludes Carer"}),
    ("patients|wear the hat of|co-designers", {"Patient playsRole CoDesignerRole"}),
    ("citizens|are cast in the role of|passive recipients", {"Citizen playsRole PassiveRecipientRole"}),
    ("carers|have a wealth of|experiential knowledge", {"Carer contributes ExperientialKnowledge"}),
    ("co-design|gave birth to|a care pathway", {"CoDesign produces CarePathway"}),
    ("a new guideline|came out of|co-design", {"CoDesign produces Guideline"}),
    ("service users|pass judgement on|value", {"ServiceUser determinesValue Value"}),
    ("the customer|is the one who determines|value", {"ServiceUser determinesValue Value"}),
    ("co-design|taps|the lived experience of patients", {"CoDesign drawsOnKnowledge ExperientialKnowledge"}),
    ("experiential knowledge|is fed into|co-design", {"CoDesign drawsOnKnowledge ExperientialKnowledge"}),
    ("hospitals|set greater store by|biomedical knowledge", {"Hospital privileges BiomedicalKnowledge"}),
    (
        "biomedical knowledge|trumps lived experience in|decision-making",
        {"DecisionMaking privileges BiomedicalKnowledge"},
    ),
    (
        "co-design|cements|the relationship between patients and staff",
        {"CoDesign strengthensRelation ProviderUserRelationship"},
    ),
    ("co-production|solidifies|partnerships", {"CoProduction strengthensRelation Partnership"}),
    ("co-production|chips away at|power imbalances", {"CoProduction weakensRelation PowerImbalance"}),
    (
        "co-design|does away with|the boundaries between lay people and experts",
        {"CoDesign weakensRelation RoleBoundary"},
    ),
    ("co-production|cannot do without|trust", {"CoProduction requires Trust"}),
    ("trust|is the sine qua non of|co-design", {"CoDesign requires Trust"}),
    ("co-production|is undertaken for the sake of|social justice", {"CoProduction motivatedBy SocialJustice"}),
    ("co-design|takes its inspiration from|design studies", {"CoDesign drawsOnTheory DesignStudies"}),
    ("relational sociology|feeds into|the conceptual model", {"ConceptualModel drawsOnTheory RelationalSociology"}),
    ("health services research|turns a blind eye to|power", {"HealthServicesResearch neglects Power"}),
    (
        "relational sociology|pours cold water on|New Public Management",
        {"RelationalSociology critiques NewPublicManagement"},
    ),
    (
        "Public Service Logic|carries further|Service-Dominant Logic",
        {"PublicServiceLogic extends ServiceDominantLogic"},
    ),
    (
        "accelerated experience-based co-design|is an offshoot of|experience-based co-design",
        {"AcceleratedExperienceBasedCoDesign extends ExperienceBasedCoDesign"},
    ),
    ("co-production|traces its lineage to|public administration", {"CoProduction originatesIn PublicAdministration"}),
    ("co-production|first saw the light of day in|economics", {"CoProduction originatesIn Economics"}),
    ("co-production|breaks away from|consultation", {"CoProduction movesBeyond Consultation"}),
    (
        "New Public Management|has given way to|New Public Governance",
        {"NewPublicGovernance movesBeyond NewPublicManagement"},
    ),
    ("co-design|has made its way into|maternity care", {"CoDesign appliedIn MaternityCare"}),
    ("co-production|found a home in|mental health care", {"CoProduction appliedIn MentalHealthCare"}),
    ("patient involvement|was mapped by means of|a scoping review", {"PatientInvolvement studiedWith ScopingReview"}),
    ("semi-structured interviews|were the means of studying|co-production", {"CoProduction studiedWith Interview"}),
    ("efficiency|pulls against|co-production", {"CoProduction inTensionWith Efficiency"}),
    ("consumerism|is hard to square with|co-production", {"CoProduction inTensionWith Consumerism"}),
    ("customers|integrate|operant resources", {"ServiceUser integratesResource OperantResource"}),
    ("organisations|put forward|value propositions", {"Organisation offers ValueProposition"}),
    ("value co-creation|is kept in order by|institutions", {"ValueCoCreation coordinatedBy Institution"}),
    ("professionals|call the shots over|patients", {"Professional holdsPowerOver Patient"}),
    ("patients|are under the thumb of|physicians", {"Physician holdsPowerOver Patient"}),
    ("consultation|does not rise above|placation", {"Consultation hasLevel Placation"}),
    ("policy context|leaves its mark on|co-production", {"PolicyContext affects CoProduction"}),
    ("carers|stand to gain from|peer support", {"PeerSupport benefits Carer"}),
    ("co-production|leaves better off|service users", {"CoProduction benefits ServiceUser"}),
    ("co-production|exacts a toll on|carers", {"CoProduction harms Carer"}),
    ("patient involvement|takes advantage of|volunteers", {"PatientInvolvement harms Volunteer"}),
    ("co-production|is shot through with|conflict", {"CoProduction characterisedBy Conflict"}),
    ("lack of clarity|dogs|co-production", {"CoProduction characterisedBy LackOfClarity"}),
    ("the typology|sorts|co-production", {"TypologyModel appliesTo CoProduction"}),
    ("trust|goes hand in hand with|transparency", {"Transparency relatedTo Trust"}),
    ("co-production|is bound up with|democratic value", {"CoProduction relatedTo DemocraticValue"}),
    ("co-design|is often led by|researchers", {"CoDesign ledBy Researcher"}),
]

# A noun that says the relation, its complements in other slots.
SPLIT = [
    ("tokenism as an impediment|to|co-production", {"Tokenism hinders CoProduction"}),
    ("leadership as the engine|of|co-production", {"Leadership enables CoProduction"}),
    ("co-design as a source|of|legitimacy", {"CoDesign createsValue Legitimacy"}),
    ("better health outcomes as the fruit|of|self-management", {"SelfManagement improves HealthOutcome"}),
    ("the decline in quality of care|under|New Public Management", {"NewPublicManagement worsens QualityOfCare"}),
    ("mutual learning as the outcome|of|co-design", {"CoDesign hasOutcome MutualLearning"}),
    (
        "the dearth of evidence|on the effect of PPI on|health outcomes",
        {"PatientAndPublicInvolvement lacksEvidenceOfEffectOn HealthOutcome"},
    ),
    ("co-commissioning as one variety|of|co-production", {"CoCommissioning formOf CoProduction"}),
    ("the difference|between|co-design and co-production", {"CoDesign differsFrom CoProduction"}),
    ("co-design as the opening phase|of|co-production", {"CoDesign partOf CoProduction"}),
    ("the framing of co-production|as|a means of cost saving", {"CoProduction understoodAs CostSaving"}),
    ("mutuality as the bedrock|of|co-production", {"CoProduction embodies Mutuality"}),
    ("nurses at the helm|of|co-design", {"CoDesign ledBy Nurse"}),
    ("the exclusion|of patients from|co-design", {"CoDesign excludes Patient"}),
    ("patients as co-researchers|in|the study", {"Patient playsRole CoResearcherRole"}),
    ("the contribution|of communities of|local knowledge", {"Community contributes LocalKnowledge"}),
    ("a digital tool as the product|of|co-design", {"CoDesign produces DigitalTechnology"}),
    ("the determination|of value by|the beneficiary", {"BeneficiaryRole determinesValue Value"}),
    (
        "the marriage|of experiential and professional knowledge in|co-production",
        {"CoProduction drawsOnKnowledge ExperientialKnowledge", "CoProduction drawsOnKnowledge ProfessionalKnowledge"},
    ),
    ("closer relationships as a result|of|co-design", {"CoDesign strengthensRelation Relationship"}),
    ("the attenuation of hierarchy|through|co-design", {"CoDesign weakensRelation PowerImbalance"}),
    ("funding as a must|for|patient involvement", {"PatientInvolvement requires Funding"}),
    ("empowerment as the reason|for|co-production", {"CoProduction motivatedBy Empowerment"}),
    (
        "Service-Dominant Logic as the theoretical foundation|of|value co-creation",
        {"ValueCoCreation drawsOnTheory ServiceDominantLogic"},
    ),
    ("the inattention of improvement science|to|power", {"ImprovementScience neglects Power"}),
    (
        "the critique|of New Public Management by|New Public Governance",
        {"NewPublicGovernance critiques NewPublicManagement"},
    ),
    ("AEBCD as a refinement|of|EBCD", {"AcceleratedExperienceBasedCoDesign extends ExperienceBasedCoDesign"}),
    ("the roots of co-production|in|political science", {"CoProduction originatesIn PoliticalScience"}),
    (
        "a clean break with goods-dominant logic|in|Service-Dominant Logic",
        {"ServiceDominantLogic movesBeyond GoodsDominantLogic"},
    ),
    ("the spread of co-design|to|primary care", {"CoDesign appliedIn PrimaryCare"}),
    ("an ethnography|of|co-design", {"CoDesign studiedWith Ethnography"}),
    ("the clash of consumerism|with|solidarity", {"Consumerism inTensionWith Solidarity"}),
    (
        "the coordination of value co-creation|by|institutional arrangements",
        {"ValueCoCreation coordinatedBy InstitutionalArrangement"},
    ),
    ("the domination|of patients by|physicians", {"Physician holdsPowerOver Patient"}),
    ("the bearing|of policy context on|co-production", {"PolicyContext affects CoProduction"}),
    ("the benefits|of peer support for|carers", {"PeerSupport benefits Carer"}),
    ("tokenism as a recurrent fault|of|public involvement", {"PublicInvolvement characterisedBy Tokenism"}),
    ("the positive effect of peer support|on|well-being", {"PeerSupport improves Wellbeing"}),
    ("the negative effect of tokenism|on|trust", {"Tokenism diminishesValue Trust"}),
    ("the lack of effect of co-design|on|health outcomes", {"CoDesign hasNoEffectOn HealthOutcome"}),
    ("carers' exclusion|from|decision-making", {"DecisionMaking excludes Carer"}),
    ("the importance of trust|for|co-production", {"CoProduction requires Trust"}),
    ("a reduction in power imbalances|through|co-design", {"CoDesign weakensRelation PowerImbalance"}),
    ("tension|between|efficiency and co-production", {"CoProduction inTensionWith Efficiency"}),
    ("the neglect of power|in|improvement science", {"ImprovementScience neglects Power"}),
    ("the origins of co-production|in|public administration", {"CoProduction originatesIn PublicAdministration"}),
    (
        "the impact of organisational culture|on|patient involvement",
        {"OrganisationalCulture affects PatientInvolvement"},
    ),
    ("the shift|from consultation to|co-production", {"CoProduction movesBeyond Consultation"}),
    ("patients' lived experience as a resource|for|co-design", {"CoDesign drawsOnKnowledge ExperientialKnowledge"}),
]

# Headers and signs of coding sheets.
SHEET = [
    (
        "co-design – barriers|=|lack of time; professional resistance",
        {"ProfessionalResistance hinders CoDesign", "ResourceConstraint hinders CoDesign"},
    ),
    (
        "facilitators (co-production)|:|leadership, training",
        {"Leadership enables CoProduction", "Training enables CoProduction"},
    ),
    ("PPI|↑|trust", {"PatientAndPublicInvolvement createsValue Trust"}),
    ("tokenism|↓|legitimacy", {"Tokenism diminishesValue Legitimacy"}),
    ("co-design -> |↑|patient safety", {"CoDesign improves Safety"}),
    ("PPI|outcome:|sense of ownership", {"PatientAndPublicInvolvement hasOutcome Ownership"}),
    ("co-design → cost saving|evid.|none found", {"CoDesign lacksEvidenceOfEffectOn CostSaving"}),
    ("co-production|=|co-creation", {"CoCreation equivalentTo CoProduction"}),
    ("co-prod.|def.|exploratory space", {"CoProduction understoodAs ExploratorySpace"}),
    ("co-design principles|=|equality; inclusion", {"CoDesign embodies Equality", "CoDesign embodies Inclusion"}),
    (
        "co-design|who:|pts, carers, nurses",
        {"CoDesign involvesActor Carer", "CoDesign involvesActor Nurse", "CoDesign involvesActor Patient"},
    ),
    ("co-design|LED BY|patients", {"CoDesign ledBy Patient"}),
    ("PPI|left out:|seldom-heard groups", {"PatientAndPublicInvolvement excludes MarginalisedGroup"}),
    ("carer role|=|co-producer", {"Carer playsRole CoProducerRole"}),
    ("co-design|output|care pathway; guideline", {"CoDesign produces CarePathway", "CoDesign produces Guideline"}),
    ("co-design|↑|social capital", {"CoDesign strengthensRelation SocialCapital"}),
    ("co-design|↓|power imbalance", {"CoDesign weakensRelation PowerImbalance"}),
    ("co-design|needs|time + training", {"CoDesign requires Time", "CoDesign requires Training"}),
    ("PPI|rationale given|democratic rationale", {"PatientAndPublicInvolvement motivatedBy DemocraticRationale"}),
    ("co-production|theory|S-D logic", {"CoProduction drawsOnTheory ServiceDominantLogic"}),
    ("co-production|origin|economics", {"CoProduction originatesIn Economics"}),
    ("consultation|→ replaced by|co-production", {"CoProduction movesBeyond Consultation"}),
    ("co-design|setting|cancer care", {"CoDesign appliedIn CancerCare"}),
    ("co-design|method|focus groups", {"CoDesign studiedWith FocusGroup"}),
    ("NPM|><|co-production", {"CoProduction inTensionWith NewPublicManagement"}),
    ("consultation|rung|placation", {"Consultation hasLevel Placation"}),
    (
        "PPI – problems|:|tokenism; lack of clarity",
        {
            "PatientAndPublicInvolvement characterisedBy LackOfClarity",
            "PatientAndPublicInvolvement characterisedBy Tokenism",
        },
    ),
    ("co-design|aim|better quality of care", {"CoDesign improves QualityOfCare"}),
    (
        "co-production|depends on:|trust; leadership",
        {"CoProduction requires Leadership", "CoProduction requires Trust"},
    ),
    ("PPI|no effect|health outcomes", {"PatientAndPublicInvolvement hasNoEffectOn HealthOutcome"}),
    ("co-design: participants|=|nurses; patients", {"CoDesign involvesActor Nurse", "CoDesign involvesActor Patient"}),
    (
        "co-design (mental health)|enablers|leadership; training",
        {"CoDesign appliedIn MentalHealthCare", "Leadership enables CoDesign", "Training enables CoDesign"},
    ),
    ("tokenism|→|less trust", {"Tokenism diminishesValue Trust"}),
    ("co-production|vs.|consultation", {"CoProduction differsFrom Consultation"}),
    ("co-design|+|trust, respect", {"CoDesign createsValue Respect", "CoDesign createsValue Trust"}),
]

# Frames round a verb, and clauses inside slots.
CLAUSES = [
    (
        "professional resistance|was reported to get in the way of|patient involvement",
        {"ProfessionalResistance hinders PatientInvolvement"},
    ),
    ("strong leadership|was identified as a catalyst of|collaboration", {"Leadership enables Collaboration"}),
    ("patient involvement|serves to heighten|accountability", {"PatientInvolvement createsValue Accountability"}),
    ("a lack of clarity|was said to sap|accountability", {"LackOfClarity diminishesValue Accountability"}),
    ("co-production|has as its ambition the betterment of|quality of care", {"CoProduction improves QualityOfCare"}),
    (
        "responsibilisation|has the effect of lowering|the well-being of carers",
        {"Responsibilisation worsens Wellbeing"},
    ),
    (
        "co-production|can have, as an unintended consequence,|responsibilisation",
        {"CoProduction hasOutcome Responsibilisation"},
    ),
    (
        "the co-design of services|was not shown in the trial to make any difference to|health outcomes",
        {"CoDesign hasNoEffectOn HealthOutcome", "CoDesign produces Service"},
    ),
    (
        "the effect of public involvement on health outcomes|remains|unproven",
        {"PublicInvolvement lacksEvidenceOfEffectOn HealthOutcome"},
    ),
    ("involvement|should not be mistaken for|participation", {"Involvement differsFrom Participation"}),
    ("co-production|is best conceived of as|an exploratory space", {"CoProduction understoodAs ExploratorySpace"}),
    ("co-design|was carried out hand in hand with|carers", {"CoDesign involvesActor Carer"}),
    ("the co-design|was conducted under the direction of|patients", {"CoDesign ledBy Patient"}),
    (
        "public involvement|tends to overlook the participation of, and thereby exclude,|marginalised groups",
        {"PublicInvolvement excludes MarginalisedGroup"},
    ),
    ("service users|come to be regarded as|partners", {"ServiceUser playsRole CoProducerRole"}),
    ("co-production|was found to have resulted in the creation of|networks", {"CoProduction produces Network"}),
    (
        "co-production|makes use of, and gives credit to,|local knowledge",
        {"CoProduction drawsOnKnowledge LocalKnowledge"},
    ),
    (
        "decision-making|was found to put a premium on|scientific knowledge",
        {"DecisionMaking privileges ScientificKnowledge"},
    ),
    ("co-production|was found to make for less|social distance", {"CoProduction weakensRelation SocialDistance"}),
    (
        "power imbalances|have received scant attention in|public administration",
        {"PublicAdministration neglects PowerImbalance"},
    ),
    (
        "a survey and interviews|were used in order to gauge|public involvement",
        {"PublicInvolvement studiedWith Interview", "PublicInvolvement studiedWith Survey"},
    ),
    (
        "organisational culture|was seen to exert an influence upon|co-design",
        {"OrganisationalCulture affects CoDesign"},
    ),
    ("patients|voiced the conviction that|co-design improves patient safety", {"CoDesign improves Safety"}),
    ("co-production|came, in the eyes of carers, to be marked by|tokenism", {"CoProduction characterisedBy Tokenism"}),
    (
        "co-production, according to the authors,|may have the potential to transform|the doctor-patient relationship",
        {"CoProduction affects ProviderUserRelationship"},
    ),
    (
        "a systematic review of patient involvement|found insufficient evidence of an effect on|quality of care",
        {"PatientInvolvement lacksEvidenceOfEffectOn QualityOfCare", "PatientInvolvement studiedWith SystematicReview"},
    ),
    (
        "carers|reported that they had been left out of|the co-design of services",
        {"CoDesign excludes Carer", "CoDesign produces Service"},
    ),
    (
        "researchers and communities|worked in partnership in order to develop|a research agenda",
        {
            "Collaboration involvesActor Community",
            "Collaboration involvesActor Researcher",
            "Collaboration produces ResearchAgenda",
        },
    ),
    (
        "it is suggested that co-production|should be grounded in the principles of|equality and reciprocity",
        {"CoProduction embodies Equality", "CoProduction embodies Reciprocity"},
    ),
    (
        "service users|are no longer to be regarded as|passive recipients of care",
        {"ServiceUser playsRole PassiveRecipientRole"},
    ),
]


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


@pytest.mark.parametrize(("row", "expected"), FAMILIES + SPLIT + SHEET + CLAUSES)
def test_wording(mapper: Mapper, row: str, expected: set[str]) -> None:
    assert read(mapper, *row.split("|")) == expected


@pytest.mark.parametrize(
    ("row", "polarity"),
    [
        ("co-design|did not improve|health outcomes", "affirmed"),
        ("participatory design|is not the same thing as|consultation", "affirmed"),
        ("consultation|does not rise above|placation", "affirmed"),
        ("co-design|has yet to be shown to improve|the quality of care", "affirmed"),
        ("co-design|does not need|funding", "negated"),
    ],
)
def test_a_denial_that_a_relation_holds_is_not_told_twice(mapper: Mapper, row: str, polarity: str) -> None:
    subject, predicate, object = row.split("|")
    assert mapper.map(Statement(subject=subject, predicate=predicate, object=object)).polarity == polarity


@pytest.mark.parametrize("row", ["co-production|zigzags round|trust", "PPI|is the colour of|reciprocity"])
def test_unknown_verbs_relate_nothing(mapper: Mapper, row: str) -> None:
    assert read(mapper, *row.split("|")) == set()


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


def test_every_rung_of_the_ladder_leads_somewhere(mapper: Mapper) -> None:
    rungs = list(lexicon.rows("ladder"))
    families = {row[0] for row in rungs}
    assert {row[4] for row in rungs} - {"-"} <= families | mapper.ontology.relations.keys()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("trust|comes from|co-design", {"CoDesign createsValue Trust"}),
        ("the origin of trust|in|co-design", {"CoDesign createsValue Trust"}),
        ("co-production|originates in|the user movement", {"CoProduction originatesIn SocialMovement"}),
    ],
)
def test_origins(mapper: Mapper, row: str, expected: set[str]) -> None:
    assert read(mapper, *row.split("|")) == expected


def test_a_subject_that_begins_with_a_mark_is_read(mapper: Mapper) -> None:
    assert read(mapper, " , carers", "took part in", "co-design") == {"CoDesign involvesActor Carer"}
