"""All preprocessing functions by name, without ``ML.``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.features.preprocessing.buckets import BUCKETS
from forebay.features.preprocessing.combinations import COMBINATIONS
from forebay.features.preprocessing.encoders import ENCODERS
from forebay.features.preprocessing.scalers import SCALERS

if TYPE_CHECKING:
    from forebay.features.preprocessing.function import Preprocessing

PREPROCESSING: Final[dict[str, Preprocessing]] = {**SCALERS, **BUCKETS, **ENCODERS, **COMBINATIONS}
