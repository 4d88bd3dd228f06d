-- L2, S1: the pivot turns on the choice, so its columns are what the taken way cost and the cheapest of
-- those that were not taken.
CREATE TABLE answers AS SELECT individual, bool_or(mode = 4 AND choice = 1) AS drives FROM trips GROUP BY individual;
CREATE TABLE costs AS
SELECT * FROM (PIVOT (SELECT individual, choice, gc FROM trips) ON choice IN (0, 1) USING min(gc) GROUP BY individual);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['drives'])
KEY (individual) PREDICT AT NONE
AS SELECT * FROM costs JOIN answers USING (individual);
