"""The live model asked from Python, in the project's own engine."""

import sys

import forebay

with forebay.connect(sys.argv[1]) as fb:
    ((share,),) = fb.sql(
        "SELECT ML.PROBABILITY(predicted_has_left_probs, TRUE) FROM ML.PREDICT(MODEL churn,"
        " (SELECT 'basic' AS plan, 'Utrecht' AS city, 9 AS monthly_fee, 2 AS tickets))"
    ).fetchall()
print(f"{share:.9f}")
