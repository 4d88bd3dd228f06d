"""The ``ML.*`` preprocessing functions: fitted on training rows where they learn, then frozen."""

from forebay.features.preprocessing.function import FunctionCall, Preprocessing, TrainingRows
from forebay.features.preprocessing.table import PREPROCESSING

__all__ = ["PREPROCESSING", "FunctionCall", "Preprocessing", "TrainingRows"]
