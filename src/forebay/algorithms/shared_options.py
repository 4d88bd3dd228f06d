"""Options that every supervised model type has."""

from __future__ import annotations

from typing import Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.tuning_options import TUNING_OPTIONS

DEFAULT_SEED: Final = 42

_REGISTRY = "Forebay keeps versions itself: see `forebay models`."

CONFIDENCE: Final = OptionRule(
    "confidence",
    "number",
    default=0.95,
    layer="build",
    acts="of the bounds on which standards hold; 0: points are judged. Another one judges again"
    " and trains nothing (BigQuery ML has none)",
    low=0.0,
    high=0.999,
)

SHARED_OPTIONS: Final[tuple[OptionRule, ...]] = (
    OptionRule("model_type", layer="project", acts="which algorithm learns"),
    OptionRule(
        "input_label_cols",
        "texts",
        default=("label",),
        layer="features",
        acts="the column to predict; exactly one",
    ),
    OptionRule(
        "data_split_method",
        default="AUTO_SPLIT",
        layer="features",
        acts="how the gate part is cut; PREDICT AT implies a split by time",
        choices=("AUTO_SPLIT", "RANDOM", "SEQ", "CUSTOM", "NO_SPLIT"),
    ),
    OptionRule(
        "data_split_eval_fraction",
        "number",
        default=0.2,
        layer="features",
        acts="the share of rows in the gate part",
        low=0.0,
        high=0.9,
        open_low=True,
    ),
    OptionRule(
        "data_split_col",
        layer="features",
        acts="the column that SEQ orders by (the last values judge) or CUSTOM reads (TRUE judges)",
    ),
    OptionRule(
        "data_split_group_cols",
        "texts",
        default=(),
        layer="features",
        acts="rows that agree in these columns stay in one part (BigQuery ML has no group split)",
    ),
    OptionRule(
        "instance_weight_col",
        layer="features",
        acts="a column of positive row weights; never a feature (BigQuery ML: trees only)",
    ),
    CONFIDENCE,
    OptionRule("description", default="", layer="project", acts="shown with the model"),
    OptionRule("tags", "texts", default=(), layer="project", acts="selects nodes: tag:NAME"),
    OptionRule(
        "retrain",
        default="when data changes",
        layer="plan",
        acts="when the model is trained again",
        choices=("when data changes",),
    ),
    OptionRule(
        "seed",
        "integer",
        default=DEFAULT_SEED,
        acts="of every random choice: same data, same seed, same model (BigQuery ML has none)",
        low=0,
        high=2**31 - 1,
    ),
    OptionRule(
        "warm_start",
        "boolean",
        default=False,
        acts="FALSE: training starts anew",
        refused=(
            ("TRUE", "Leave it out: every training starts anew, so that it can be repeated."),
        ),
    ),
    OptionRule(
        "enable_global_explain",
        "boolean",
        default=False,
        acts="either: ML.GLOBAL_EXPLAIN answers for every model and needs nothing to be stored",
    ),
    *TUNING_OPTIONS,
    OptionRule("model_registry", instead=_REGISTRY),
    OptionRule("vertex_ai_model_id", instead=_REGISTRY),
    OptionRule("vertex_ai_model_version_aliases", "texts", instead=_REGISTRY),
    OptionRule("kms_key_name", instead="Leave it out: files are protected by your own disk."),
    OptionRule("friendly_name", instead="Use description."),
    OptionRule("expiration_timestamp", instead="Leave it out: a model lives while its file does."),
)

_CALIBRATION_FRACTION: Final = OptionRule(
    "calibration_fraction",
    "number",
    default=0.1,
    layer="features",
    acts="the share of the rows that are not in the gate part on which scores are calibrated or"
    " intervals measured; at most 50,000 rows (BigQuery ML has none)",
    low=0.0,
    high=0.5,
    open_low=True,
)

_OF_CLASSES: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "auto_class_weights",
        "boolean",
        default=False,
        acts="rows count n_rows / (rows of their class x number of classes)",
    ),
    OptionRule(
        "class_weights",
        "class_weights",
        acts="rows count the weight of their class; every class must be named",
    ),
    OptionRule(
        "costs",
        "costs",
        layer="build",
        acts="two classes: what each answer costs; sets the threshold, chosen on tune rows, and"
        " expected_cost in STANDARDS (BigQuery ML has none)",
    ),
    OptionRule(
        "min_evidence",
        default="NORMAL",
        layer="build",
        acts="LOW: 20 gate rows of the rarest class are enough to be judged, and the verdict says"
        " so; NORMAL: 50 (BigQuery ML has none)",
        choices=("NORMAL", "LOW"),
    ),
    OptionRule(
        "calibration_method",
        default="NONE",
        layer="build",
        acts="makes probabilities of scores, on rows of their own; AUTO takes what fits them best"
        " (BigQuery ML has none)",
        choices=("NONE", "PLATT", "ISOTONIC", "AUTO"),
    ),
)

INTERVAL_LEVEL: Final = OptionRule(
    "prediction_interval_level",
    "number",
    layer="build",
    acts="the share of rows whose value shall lie between two further columns of ML.PREDICT,"
    " measured on rows of their own (BigQuery ML has none)",
    low=0.5,
    high=0.999,
)

CLASSIFIER_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *_OF_CLASSES,
    _CALIBRATION_FRACTION,
    OptionRule(
        INTERVAL_LEVEL.name,
        "number",
        instead="Leave it out: a classifier says how sure it is; see calibration_method.",
    ),
)

REGRESSOR_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *(
        OptionRule(rule.name, instead="Leave it out: only classifiers have classes.")
        for rule in _OF_CLASSES
    ),
    INTERVAL_LEVEL,
    _CALIBRATION_FRACTION,
)
