"""A Session is the Python face of Forebay."""

from forebay.session.connect import connect
from forebay.session.result import Result
from forebay.session.session import Session

__all__ = ["Result", "Session", "connect"]
