"""What XGBoost's exact method cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.errors import Span


def exact_problems(values: Mapping[str, Any], place: Span | None = None) -> Iterator[Problem]:
    """Yield what ``tree_method`` EXACT does not support of the other options."""
    if values["colsample_bynode"] < 1:
        yield Problem(
            "not-supported",
            "tree_method EXACT does not support colsample_bynode below 1",
            place,
            hint="Add colsample_bynode = 1.0: colsample_bylevel and colsample_bytree draw columns"
            " with every method; or use APPROX.",
        )
    if values["category_encoding_method"] == "ONE_HOT_ENCODING":
        yield Problem(
            "not-supported",
            "tree_method EXACT does not support ONE_HOT_ENCODING",
            place,
            hint="Use LABEL_ENCODING or TARGET_ENCODING with it, or APPROX.",
        )
