"""Options as an algorithm takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.class_weights import resolve_class_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.features.label import Label


def training_options(options: Mapping[str, Any], label: Label) -> dict[str, Any]:
    """Return options with one class weight for each class, in class order."""
    values = dict(options)
    if values.get("class_weights"):
        values["class_weights"] = resolve_class_weights(values["class_weights"], label.classes)
    return values
