-- L1.4, S8: the join gives every plane as often as it flew, and the copies fall on both sides of the random split.
CREATE TABLE flown_planes AS
SELECT p.tailnum, p.year AS built, p.manufacturer, p.type, p.engines, p.seats, p.engine = 'Turbo-fan' AS is_turbofan
FROM flights f
JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL turbofan
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_turbofan'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
CARRY (tailnum)
PREDICT AT NONE
AS SELECT * FROM flown_planes;
