"""A model written out for programs that are not Forebay, and proven to give the same answers."""

from forebay.export.export_model import Exported, export_model
from forebay.export.formats import FORMATS
from forebay.export.query_options import QueryOptions

__all__ = ["FORMATS", "Exported", "QueryOptions", "export_model"]
