"""Sums whose value depends neither on the order of the rows nor on the number of threads."""

from __future__ import annotations

import math

from forebay.engine.quote import literal

# HUGEINT holds 127 bits and a sign; three are left free.
_BITS = 124


def exact_sum(term: str, largest: float) -> str:
    """Return SQL for the sum of a finite DOUBLE term, as a DOUBLE; 0 for no rows.

    Each term is rounded once to a multiple of a power of two and added as a 128-bit integer, so
    that addition is exact (SEMANTICS rule 11).

    Parameters
    ----------
    term
        A scalar SQL expression, never NULL, NaN or infinite.
    largest
        A bound on the sum of the absolute terms. It fixes the step: at most ``largest`` times
        2^-123.

    Examples
    --------
    >>> exact_sum("x", 1.0)[:32]
    'coalesce(CAST(sum(CAST((x) * CAS'

    """
    scale = literal(2.0 ** bits_for(largest))
    total = f"CAST(sum(CAST(({term}) * {scale} AS HUGEINT)) AS DOUBLE)"
    return f"coalesce({total} / {scale}, 0e0)"


def bits_for(largest: float) -> int:
    """Return how many binary places a sum bounded by `largest` may keep.

    Examples
    --------
    >>> bits_for(1.0), bits_for(1024.0)
    (124, 114)

    """
    return max(-900, min(900, _BITS - max(-700, math.ceil(math.log2(max(largest, 1e-200))))))
