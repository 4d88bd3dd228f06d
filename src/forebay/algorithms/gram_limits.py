"""Up to how many parameters sums of products are held as a matrix."""

from __future__ import annotations

from typing import Final

from forebay.errors import ProjectError

# An eigenvalue decomposition of 1,500 squared takes seconds, the matrix 18 MB.
DIRECT_LIMIT: Final = 1_500
_GRAM_LIMIT: Final = 4_000  # 128 MB; coordinate descent needs no decomposition


def has_direct_solution(n_parameters: int) -> bool:
    """Whether the sums are held and solved; else products are taken pass by pass."""
    return n_parameters <= DIRECT_LIMIT


def check_gram_size(n_parameters: int, option: str) -> None:
    """Refuse an option that needs the sums when they do not fit."""
    if n_parameters > _GRAM_LIMIT:
        raise ProjectError.of(
            "not-supported",
            f'option "{option}" is not supported with {n_parameters} weights',
            detail=f"It needs at most {_GRAM_LIMIT}; every known category has a weight.",
            hint="Use l2_reg, or leave out features with very many categories.",
        )
