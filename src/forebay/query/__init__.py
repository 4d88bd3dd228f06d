"""Query runs SQL that calls models: the only way in which ML SQL executes.

Binding (``bind_query``, ``ModelSignature``) imports neither numpy nor an engine.
"""

from forebay.query.bind import bind_query
from forebay.query.prepare import prepare
from forebay.query.signature import ModelSignature

__all__ = ["LiveModel", "ModelSignature", "bind_query", "prepare"]


def __getattr__(name: str) -> object:
    """Import what is heavy when it is asked for."""
    if name == "LiveModel":
        from forebay.query.live_model import LiveModel

        return LiveModel
    raise AttributeError(name)
