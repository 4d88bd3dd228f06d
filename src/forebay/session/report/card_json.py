"""A model card as plain values: what the page shows, for programs."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from forebay.catalog import layout
from forebay.catalog.atomic import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.session.report.model_card import ModelCard

FORM: Final = 1
# Of what model.json says of its training; the rest is there to be read.
_FACTS: Final = (
    "query", "key", "predict_at", "label_known_at", "split", "inputs", "lineage", "computed",
    "trained_until", "versions", "evidence", "calibration", "interval", "sums",
)  # fmt: skip


def card_json(card: ModelCard) -> dict[str, Any]:
    """Return a card as values that ``json.dumps`` takes; what is not a finite number is None.

    Waivers, the figures of serving and of every standard are in ``verdict``, source columns of
    features in ``lineage``.
    """
    version, model = card.version, card.model
    found: dict[str, Any] = {
        "form": FORM,
        "model": version.node,
        "version": version.number,
        "content_id": version.content_id,
        "run": version.run,
        "created_at": version.created_at,
        "commit": version.details.get("commit") or "",
        "problem": card.problem,
        "verdict": version.details.get("verdict"),
        "promotions": version.details.get("promotions") or [],
    }
    if model is not None:
        found |= {"type": model.signature.model_type, "task": model.task}
        found |= {"options": dict(model.options), "threshold": model.threshold}
        found |= {name: model.facts.get(name) for name in _FACTS}
    found |= {
        "figures": {name: asdict(one) for name, one in card.figures.items()},
        "baseline": dict(card.baseline),
        "champion": dict(card.champion),
        "roc": [asdict(point) for point in card.roc],
        "champion_roc": [asdict(point) for point in card.champion_roc],
        "calibration_bins": [asdict(b) for b in card.calibration.bins] if card.calibration else [],
        "confusion": asdict(card.confusion) if card.confusion else None,
        "deciles": card.deciles,
        "ranking": card.ranking,
        "looks": asdict(card.looks) if card.looks else None,
    }
    plain: dict[str, Any] = _plain(found)
    return plain


def write_card(root: Path, card: ModelCard) -> None:
    """Write a card beside the folder of its version; one that may only be read is left alone.

    It is no part of the version, whose folder is sealed: nobody verifies it, and each report writes
    it anew.
    """
    file = layout.card_file(root, card.version.node, card.version.number)
    text = json.dumps(card_json(card), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    with suppress(OSError):
        write_atomically(file, text.encode())


def _plain(value: Any) -> Any:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
