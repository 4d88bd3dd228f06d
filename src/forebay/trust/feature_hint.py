"""What to do about a feature that tells too much."""

from __future__ import annotations


def feature_hint(feature: str) -> str:
    """Return the question to ask of a feature, and both answers as SQL.

    Examples
    --------
    >>> feature_hint("paid_at").endswith("ALLOW LEAKAGE (paid_at) BECAUSE '...'.")
    True

    """
    return (
        f"is it there when the prediction is made, and not made from the outcome? If it is not:"
        f" SELECT * EXCLUDE ({feature}). If it is: ALLOW LEAKAGE ({feature}) BECAUSE '...'."
    )
