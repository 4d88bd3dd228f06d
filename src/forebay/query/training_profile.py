"""What a version of a model keeps of the spread of its raw columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from forebay.errors import EngineError
from forebay.query.spread import CategorySpread, NumberSpread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.query.live_model import LiveModel
    from forebay.query.spread import Spread


def training_profile(model: LiveModel) -> Mapping[str, Spread]:
    """Return how the raw columns were spread in training, by name in lower case.

    Raises
    ------
    EngineError
        ``no-profile`` for a version that was trained before spreads were kept.

    """
    try:
        if model.profile is None:
            raise FileNotFoundError(model.name)
        document = json.loads(model.profile.read_text())
        return {name.casefold(): _spread(column) for name, column in document.items()}
    except (OSError, ValueError, KeyError) as error:
        raise EngineError.of(
            "no-profile",
            f'version {model.number} of model "{model.name}" does not say how its columns were'
            " spread",
            detail="it was trained before versions kept that.",
            hint=f"train it again: forebay build --force {model.name}.",
        ) from error


def _spread(column: Mapping[str, Any]) -> Spread:
    if column["kind"] == "number":
        return NumberSpread.from_json(column["spread"])
    return CategorySpread(dict(column["top"]), column["other"])
