"""The Kit checks an algorithm, from CREATE MODEL to ML.PREDICT, on the data that breaks them."""

from forebay.kit.algorithm_checks import ALGORITHM_CHECKS
from forebay.kit.check_algorithm import check_algorithm
from forebay.kit.finding import Finding

__all__ = ["ALGORITHM_CHECKS", "Finding", "check_algorithm"]
