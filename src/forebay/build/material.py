"""What a model is made from, once its rows are split and its features fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.algorithms import TrainingData
    from forebay.build.training_frame import TrainingFrame
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.features.roles import Roles
    from forebay.features.split import Split
    from forebay.query import ModelSignature


@dataclass(frozen=True, slots=True)
class Material:
    """Rows, columns and the number of the version that they will be."""

    frame: TrainingFrame
    roles: Roles
    split: Split
    features: FrozenFeatures
    signature: ModelSignature
    data: TrainingData
    number: int
