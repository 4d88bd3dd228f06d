"""Every mistake a person can meet: a name, a message, a place, a detail and a hint."""

from forebay.errors.file_not_written import file_not_written
from forebay.errors.forebay_error import EngineError, ForebayError, InternalError, ProjectError
from forebay.errors.nearest import nearest
from forebay.errors.problem import Problem
from forebay.errors.require_writable import require_writable
from forebay.errors.span import Source, Span
from forebay.errors.system_error import system_error

__all__ = [
    "EngineError",
    "ForebayError",
    "InternalError",
    "Problem",
    "ProjectError",
    "Source",
    "Span",
    "file_not_written",
    "nearest",
    "require_writable",
    "system_error",
]
