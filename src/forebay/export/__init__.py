"""A model written out for programs that are not Forebay, and proven to give the same answers."""

from forebay.export.export_model import Exported, export_model
from forebay.export.formats import FORMATS

__all__ = ["FORMATS", "Exported", "export_model"]
