"""Options of BOOSTED_TREE_CLASSIFIER and BOOSTED_TREE_REGRESSOR, and of how trees grow."""

from __future__ import annotations

from typing import Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.shared_options import CLASSIFIER_OPTIONS, REGRESSOR_OPTIONS, SHARED_OPTIONS
from forebay.algorithms.tuning import Tuning

TREE_OPTIONS: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "max_tree_depth",
        "integer",
        default=6,
        acts="LightGBM max_depth, and num_leaves 2 ^ max_tree_depth, at most 1024; leaves are "
        "split in order of gain (XGBoost: level by level)",
        low=1,
        high=20,
        tuning=Tuning(1, 10),
    ),
    OptionRule(
        "min_tree_child_weight",
        "number",
        default=1.0,
        acts="LightGBM min_sum_hessian_in_leaf, with min_data_in_leaf 1",
        low=0.0,
        tuning=Tuning(),
    ),
    OptionRule(
        "min_split_loss",
        "number",
        default=0.0,
        acts="LightGBM min_gain_to_split",
        low=0.0,
        tuning=Tuning(),
    ),
    OptionRule(
        "l1_reg",
        "number",
        default=0.0,
        acts="LightGBM lambda_l1",
        low=0.0,
        tuning=Tuning(0.0, 10.0, is_log=True),
    ),
    OptionRule(
        "l2_reg",
        "number",
        default=1.0,
        acts="LightGBM lambda_l2",
        low=0.0,
        tuning=Tuning(0.0, 10.0, is_log=True),
    ),
    OptionRule(
        "subsample",
        "number",
        default=1.0,
        acts="LightGBM bagging_fraction, drawn anew in every round",
        low=0.0,
        high=1.0,
        open_low=True,
        tuning=Tuning(0.0, 1.0),
    ),
    OptionRule(
        "colsample_bytree",
        "number",
        default=1.0,
        acts="LightGBM feature_fraction",
        low=0.0,
        high=1.0,
        open_low=True,
        tuning=Tuning(),
    ),
    OptionRule(
        "colsample_bynode",
        "number",
        default=1.0,
        acts="LightGBM feature_fraction_bynode",
        low=0.0,
        high=1.0,
        open_low=True,
        tuning=Tuning(),
    ),
    OptionRule(
        "category_encoding_method",
        default="",
        acts="left out: LightGBM's own splits of categories into two sets, with cat_smooth 100, "
        "cat_l2 50 and min_data_per_group 200 (at most 1 % of the rows); LABEL_ENCODING: the code "
        "as a number; ONE_HOT_ENCODING: one category against the rest (max_cat_to_onehot); "
        "TARGET_ENCODING: the mean label of the category's training rows, drawn to that of all "
        "rows as by ten more",
        choices=("LABEL_ENCODING", "ONE_HOT_ENCODING", "TARGET_ENCODING"),
    ),
    OptionRule(
        "tree_method",
        default="AUTO",
        acts="AUTO, HIST: LightGBM's histograms of up to 255 bins, or XGBoost's of 256; EXACT: any"
        " value may part rows; APPROX: bins are chosen anew for each tree. EXACT and APPROX need"
        " XGBoost. EXACT splits no sets of categories: left out, category_encoding_method is"
        " LABEL_ENCODING then",
        choices=("AUTO", "HIST", "EXACT", "APPROX"),
        tuning=Tuning(),
    ),
    OptionRule(
        "colsample_bylevel",
        "number",
        default=1.0,
        acts="1: every level may split by any column; less: XGBoost draws columns for each level",
        low=0.0,
        high=1.0,
        open_low=True,
        tuning=Tuning(),
    ),
    OptionRule(
        "approx_global_feature_contrib",
        "boolean",
        default=False,
        acts="either: ML.GLOBAL_EXPLAIN is exact, and ML.FEATURE_IMPORTANCE needs no option",
    ),
    OptionRule(
        "xgboost_version",
        default="2.1",
        acts="any: LightGBM trains, and begins with the label mean, as the version 2.1 does",
        choices=("0.9", "1.1", "2.1"),
    ),
)

_BOOSTING: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "max_iterations",
        "integer",
        default=20,
        acts="the highest number of boosting rounds",
        low=1,
        high=100_000,
    ),
    OptionRule(
        "early_stop", "boolean", default=True, acts="FALSE: all max_iterations rounds are done"
    ),
    OptionRule(
        "min_rel_progress",
        "number",
        default=0.01,
        acts="ends training after the first round that lowers the loss of the tune part (without "
        "one: of the train part) by less than this share",
        low=0.0,
    ),
    OptionRule(
        "booster_type",
        default="GBTREE",
        acts="LightGBM boosting: gbdt or dart",
        choices=("GBTREE", "DART"),
        tuning=Tuning(),
    ),
    OptionRule(
        "dropout",
        "number",
        default=0.0,
        acts="LightGBM drop_rate, with skip_drop 0 and no max_drop; needs booster_type DART",
        low=0.0,
        high=1.0,
        tuning=Tuning(),
    ),
    OptionRule(
        "dart_normalize_type",
        default="TREE",
        acts="TREE: LightGBM xgboost_dart_mode, new trees weigh 1 / (dropped + learn_rate); FOREST:"
        " XGBoost's, 1 / (1 + learn_rate)",
        choices=("TREE", "FOREST"),
        tuning=Tuning(),
    ),
    OptionRule(
        "learn_rate",
        "number",
        default=0.3,
        acts="LightGBM learning_rate",
        low=0.0,
        open_low=True,
        tuning=Tuning(0.0, 1.0),
    ),
    OptionRule(
        "num_parallel_tree",
        "integer",
        default=1,
        acts="how many trees (for more than two classes: for each class) a round grows on the same "
        "gradients, each on rows and columns of its own (subsample, colsample_bytree, "
        "colsample_bynode) and weighing learn_rate / num_parallel_tree, as in XGBoost, which also "
        "grows them where booster_type is DART",
        low=1,
        high=1000,
        tuning=Tuning(),
    ),
)

BOOSTED_TREE_CLASSIFIER_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *SHARED_OPTIONS,
    *CLASSIFIER_OPTIONS,
    *_BOOSTING,
    *TREE_OPTIONS,
)

BOOSTED_TREE_REGRESSOR_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *SHARED_OPTIONS,
    *REGRESSOR_OPTIONS,
    *_BOOSTING,
    *TREE_OPTIONS,
)
