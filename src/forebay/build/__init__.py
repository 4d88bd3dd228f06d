"""A Build walks the plan: materialise, check, train, judge, publish."""
