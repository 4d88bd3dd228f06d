"""What the operating system refuses, in our words."""

from __future__ import annotations

import errno

from forebay.errors.forebay_error import EngineError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def system_error(error: OSError) -> EngineError:
    """Return the EngineError for a refusal: ``disk-full`` where space is missing.

    Examples
    --------
    >>> print(system_error(OSError(28, "No space left on device", "a.parquet")))
    error[disk-full]: the disk is full
      detail: "a.parquet" was not written.
      hint: free some space, then run the command again; nothing half-written was kept.

    """
    named = f'"{error.filename}"' if error.filename else ""
    if error.errno in _FULL:
        return EngineError.of(
            "disk-full",
            "the disk is full",
            detail=f"{named} was not written." if named else "",
            hint="free some space, then run the command again; nothing half-written was kept.",
        )
    return EngineError.of(
        "system-error",
        f"the operating system refused{' ' if named else ''}{named}: {error.strerror or error}",
        hint="look at rights, space and paths, and run the command again.",
    )
