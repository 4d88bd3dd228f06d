"""Query runs SQL that calls models: the only way in which ML SQL executes."""

from forebay.query.bind import bind_query
from forebay.query.signature import ModelSignature

__all__ = ["ModelSignature", "bind_query"]
