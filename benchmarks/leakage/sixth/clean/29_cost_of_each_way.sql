-- The pivot turns on the way of travelling: four prices a traveller, all known before. The answers are
-- aggregated from the same table, beside it.
CREATE TABLE answers AS SELECT individual, bool_or(mode = 4 AND choice = 1) AS drives FROM trips GROUP BY individual;
CREATE TABLE costs AS
SELECT * FROM (PIVOT (SELECT individual, mode, gc FROM trips) ON mode IN (1, 2, 3, 4) USING min(gc) GROUP BY individual);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['drives'])
KEY (individual) PREDICT AT NONE
AS SELECT * FROM costs JOIN answers USING (individual);
