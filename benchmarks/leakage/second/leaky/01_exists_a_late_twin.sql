-- L2, S1: a correlated EXISTS asks whether the same aircraft was late on the same day, this flight among them.
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT f.carrier, f.dest, EXISTS (SELECT 1 FROM flights g WHERE g.tailnum = f.tailnum AND g.month = f.month AND g.day = f.day AND g.arr_delay > 15) AS bad_day, f.arr_delay > 15 AS is_late FROM flights f;
