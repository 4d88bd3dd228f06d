"""The hash of what a model is."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from forebay.build.evidence import EVIDENCE
from forebay.query.live_model import ARRAYS_FILE, MODEL_FILE

if TYPE_CHECKING:
    from pathlib import Path


def model_hash(folder: Path) -> str:
    """Return the hash of what a model is, 64 hex digits: its arrays and its document.

    What the document says of time (how long an iteration took, the number of the version, how much
    was looked at) does not count, so that equal trainings have equal hashes.
    """
    document = json.loads((folder / MODEL_FILE).read_text(encoding="utf-8"))
    document.pop("number")
    document["model"].pop("training_info", None)
    document["facts"].pop(EVIDENCE, None)
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    arrays = hashlib.sha256((folder / ARRAYS_FILE).read_bytes()).hexdigest()
    return hashlib.sha256(f"{arrays}\0{text}".encode()).hexdigest()
