"""The ML Test Score of a project, from evidence alone."""

from forebay.session.readiness.readiness import readiness
from forebay.session.readiness.score import Readiness, Section, TestScore

__all__ = ["Readiness", "Section", "TestScore", "readiness"]
