"""The Catalog keeps versions and knows what is live; the only writer of Forebay's own files."""

from forebay.catalog.build_lock import BuildLock
from forebay.catalog.catalog import Catalog
from forebay.catalog.integrity import verify_files
from forebay.catalog.ledger import LedgerEntry
from forebay.catalog.live_state import LiveState, read_live
from forebay.catalog.model_folder import open_model_folder, seal
from forebay.catalog.pins import Pin
from forebay.catalog.predictions import Prediction
from forebay.catalog.runs import Run
from forebay.catalog.signatures import SourceSignature
from forebay.catalog.verdicts import Judgement
from forebay.catalog.version import DataFile, Version

__all__ = [
    "BuildLock",
    "Catalog",
    "DataFile",
    "Judgement",
    "LedgerEntry",
    "LiveState",
    "Pin",
    "Prediction",
    "Run",
    "SourceSignature",
    "Version",
    "open_model_folder",
    "read_live",
    "seal",
    "verify_files",
]
