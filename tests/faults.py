"""Faults of every rule, in many shapes, made from the rules' own examples; and valid graphs."""

from __future__ import annotations

import importlib.util
import random
import re
from pathlib import Path
from types import ModuleType

from coprod.data import shipped
from coprod.graph.write import FORMATS
from coprod.ontology import Ontology

EXAMPLES = shipped("shapes") / "examples"


def example(code: str, kind: str, seed: int) -> str:
    """An example with a document, nodes and concepts of its own, so that many can stand in one graph."""
    chance = random.Random(seed)
    ontology = Ontology.load()
    text = (EXAMPLES / f"{code}.{kind}.ttl").read_text(encoding="utf-8")
    processes = sorted(c for c in ontology.narrower("CoProduction") if ontology.fits_domain("involvesActor", c))
    actors = sorted(c for c in ontology.narrower("Actor") if ontology.fits_range("involvesActor", c))
    if code != "COP028":
        text = re.sub(r"\bCoDesign\b", chance.choice(processes), text)
        text = re.sub(r"\bPatient\b", chance.choice(actors), text)
    text = re.sub(r"10\.5555/(first|second|unread|other)", rf"10.5555/\1.{seed}", text)
    return text.replace("https://example.org/", f"https://example.org/{seed}/")


def texts(folder: Path, seed: int) -> Path:
    """A folder with the text of the document of an example."""
    folder.mkdir(exist_ok=True)
    text = (EXAMPLES / "texts" / "10.5555_first.txt").read_text(encoding="utf-8")
    (folder / f"10.5555_first.{seed}.txt").write_text(text, encoding="utf-8")
    return folder


def maker() -> ModuleType:
    """The maker of statements of the benchmarks."""
    path = Path(__file__).parents[1] / "benchmarks" / "make_statements.py"
    spec = importlib.util.spec_from_file_location("make_statements", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def valid_graph(folder: Path, seed: int) -> Path:
    """A graph of one to sixty statements, in one of the formats."""
    chance = random.Random(seed)
    path = folder / f"valid-{seed}{chance.choice(sorted(FORMATS))}"
    maker().write(chance.randint(1, 60), path, seed=seed)
    return path
