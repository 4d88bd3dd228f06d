"""MODEL_TYPE TRANSFORM_ONLY: nothing is learned beside the statistics of its TRANSFORM clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.unlabelled_options import UNLABELLED_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.option_rule import OptionRule

TRANSFORM_ONLY_OPTIONS: Final[tuple[OptionRule, ...]] = UNLABELLED_OPTIONS


class TransformOnly:
    """A model without numbers of its own: what it does stands in its frozen features."""

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return none."""
        return {}

    def describe(self) -> dict[str, Any]:
        """Return what kind of model it is."""
        return {"kind": "transform_only"}

    def load(
        self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> TransformOnly:
        """Return itself: there is nothing to read."""
        del describe, arrays
        return self
