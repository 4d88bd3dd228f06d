"""An Algorithm learns a Model from a numeric matrix; one file per MODEL_TYPE."""

from forebay.algorithms.load_algorithm import ALGORITHMS, load_algorithm, load_model
from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.options import OPTION_RULES, validate_options
from forebay.algorithms.protocol import Algorithm, Encoding, Model, OnProgress, Task
from forebay.algorithms.training_data import TrainingData

__all__ = [
    "ALGORITHMS",
    "OPTION_RULES",
    "Algorithm",
    "Encoding",
    "Model",
    "OnProgress",
    "OptionRule",
    "Task",
    "TrainingData",
    "load_algorithm",
    "load_model",
    "validate_options",
]
