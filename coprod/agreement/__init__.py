"""How far two coders agree: on facets, on areas of the ontology and on assertions, with what they differ in."""

from coprod.agreement.coded import Coded, CodedFile, read_coded
from coprod.agreement.compare import Comparison, compare
from coprod.agreement.statistics import Agreed, MissingExtra

__all__ = ["Agreed", "Coded", "CodedFile", "Comparison", "MissingExtra", "compare", "read_coded"]
