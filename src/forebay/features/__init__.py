"""Features are fitted on training rows, frozen, and rendered as SQL."""

from forebay.features.check_features import check_features
from forebay.features.fit import fit
from forebay.features.frame import frame_query
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.label import Label, read_label
from forebay.features.matrix_column import MatrixColumn
from forebay.features.part import PARTS
from forebay.features.roles import Roles, resolve_roles
from forebay.features.split import Split, plan_split

__all__ = [
    "PARTS",
    "FrozenFeatures",
    "Label",
    "MatrixColumn",
    "Roles",
    "Split",
    "check_features",
    "fit",
    "frame_query",
    "plan_split",
    "read_label",
    "resolve_roles",
]
