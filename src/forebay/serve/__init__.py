"""Serve answers over HTTP with the models that are live, and picks up every promotion."""

from forebay.serve.limits import Limits
from forebay.serve.serve import serve
from forebay.serve.serve_request import ServeRequest

__all__ = ["Limits", "ServeRequest", "serve"]
