"""Import what a build will need while something else is waited for."""

from __future__ import annotations

import threading
from contextlib import suppress
from importlib import import_module


def import_ahead(*modules: str) -> None:
    """Import modules in a thread; who needs one before waits for it, or is told why it fails.

    Parameters
    ----------
    modules
        Full names, in the order in which they are imported.

    """

    def run() -> None:
        for module in modules:
            with suppress(Exception):  # whoever needs it imports it again, and meets the error
                import_module(module)

    threading.Thread(target=run, name="import ahead", daemon=True).start()
