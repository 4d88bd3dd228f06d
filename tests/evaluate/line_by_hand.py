"""Slope and intercept of a calibration, by the regressions of statsmodels."""

import numpy as np
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM


def line_by_hand(label, score, weight):
    """Return slope, and intercept with a slope of 1, by the regressions of statsmodels."""
    z = np.log(score / (1 - score))
    binomial = families.Binomial()
    both = GLM(label, np.column_stack([np.ones(len(z)), z]), binomial, freq_weights=weight)
    alone = GLM(label, np.ones(len(z)), binomial, offset=z, freq_weights=weight)
    close = {"tol": 1e-14, "tol_criterion": "params", "maxiter": 200}
    return both.fit(**close).params[1], alone.fit(**close).params[0]
