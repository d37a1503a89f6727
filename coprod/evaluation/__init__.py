"""How well the mapper does: figures against a gold set, their intervals, and the errors by cause."""

from coprod.evaluation.evaluate import Evaluation, evaluate
from coprod.evaluation.gold import BadGold, Coding, GoldRecord, read_gold, read_predictions

__all__ = ["BadGold", "Coding", "Evaluation", "GoldRecord", "evaluate", "read_gold", "read_predictions"]
