"""Options that every model type without a label has."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.shared_options import SHARED_OPTIONS
from forebay.algorithms.tuning_options import TUNING_OPTIONS

_FOR_LABELS: Final = {
    "input_label_cols": "Leave it out: the model learns without a label. To keep a column out of "
    "the features, name it in CARRY (...).",
    "confidence": "Leave it out: figures of models without a label are judged on points.",
    "instance_weight_col": "Leave it out: every row counts the same.",
    "enable_global_explain": "Leave it out: there is no prediction of a label to explain.",
    **{
        rule.name: "Leave it out, and write the value: models with a label are tuned, and KMEANS."
        for rule in TUNING_OPTIONS
    },
}


def _without_label(rule: OptionRule) -> OptionRule:
    if rule.name in _FOR_LABELS:
        return OptionRule(rule.name, instead=_FOR_LABELS[rule.name])
    if rule.name == "data_split_method":
        acts = "how held-out rows are cut; left out: none are, unless another option or PREDICT AT"
        return replace(rule, default="NO_SPLIT", acts=f"{acts} asks for a split")
    if rule.name == "data_split_eval_fraction":
        return replace(rule, acts="the share of held-out rows, on which standards are judged")
    return rule


UNLABELLED_OPTIONS: Final[tuple[OptionRule, ...]] = tuple(map(_without_label, SHARED_OPTIONS))
