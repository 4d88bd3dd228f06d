"""How well the spread of a figure is known that two classes of unequally many blocks make."""

from __future__ import annotations


def class_freedom(evenness: tuple[float, float], squares: tuple[float, float]) -> float:
    r"""Return degrees of freedom of the variance of a figure that is made of two classes apart.

    Parameters
    ----------
    evenness
        Of each class, the sum over blocks of its squared shares of the class: 1 over the number of
        blocks if they are equal.
    squares
        Of each class, the sum of squares of its parts of the pulls: its part of the variance.

    Notes
    -----
    Of one class it is $d_k = 1 / e_k - 1$. With $w_k$ the part of the variance that is of class k,
    of both it is $1 / \sum w_k^2 / d_k$ (Satterthwaite, [^1]): 9 blocks of positive rows among 21
    of others are as good as 15, not as 5. The part of the class with fewer degrees is itself known
    least, and would be found to be 0 where one block holds the whole class: it counts as at least a
    half, and with less than two blocks of a class nothing is known.

    References
    ----------
    [^1]: Satterthwaite (1946). An approximate distribution of estimates of variance components.
        Biometrics Bulletin 2, 110-114.

    Examples
    --------
    >>> round(class_freedom((1 / 9, 1 / 21), (0.7, 0.3)), 1)
    15.2

    """
    (fewer, of_fewer), (more, of_more) = sorted(
        ((1.0 / e - 1.0 if e > 0 else 0.0), square)
        for e, square in zip(evenness, squares, strict=True)
    )
    if fewer < 1.0 - 1e-9:
        return fewer
    both = of_fewer + of_more
    part = max(0.5, of_fewer / both) if both > 0 else 1.0
    return 1.0 / (part**2 / fewer + (1.0 - part) ** 2 / more)
