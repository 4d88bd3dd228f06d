"""What is wrong with a model file, in words."""

from __future__ import annotations


def unreadable(error: Exception) -> str:
    """Return what an error of reading says about the file, without Python's own names.

    Examples
    --------
    >>> unreadable(KeyError("learner")), unreadable(ValueError("it ends too early"))
    ('it lacks "learner"', 'it ends too early')
    >>> unreadable(TypeError("'int' object is not subscriptable"))
    'a part of it has another form'

    """
    match error:
        case KeyError(args=(str() as name, *_)):
            return f'it lacks "{name}"'
        case ValueError(args=(str() as words, *_)) if words:
            return words[:200]
        case RecursionError():
            return "it is nested without end"
        case _:
            return "a part of it has another form"
