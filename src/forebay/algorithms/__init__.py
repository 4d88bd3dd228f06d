"""An Algorithm learns a Model from a numeric matrix; one file per MODEL_TYPE."""

from forebay.algorithms.load_algorithm import (
    ALGORITHMS,
    load_algorithm,
    load_matrix_algorithm,
    load_model,
)
from forebay.algorithms.matrix_protocol import StoredModel
from forebay.algorithms.model_task import MODEL_TASKS, ModelTask, has_label, model_task
from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.options import OPTION_RULES, validate_options
from forebay.algorithms.plugged_in import plugged_in
from forebay.algorithms.protocol import Algorithm, Encoding, Model, OnProgress
from forebay.algorithms.training_data import TrainingData

__all__ = [
    "ALGORITHMS",
    "MODEL_TASKS",
    "OPTION_RULES",
    "Algorithm",
    "Encoding",
    "Model",
    "ModelTask",
    "OnProgress",
    "OptionRule",
    "StoredModel",
    "TrainingData",
    "has_label",
    "load_algorithm",
    "load_matrix_algorithm",
    "load_model",
    "model_task",
    "plugged_in",
    "validate_options",
]
