-- 2000 is judged, and only the years before it are learned.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT id, dist, passen, concen, fare FROM fares WHERE year BETWEEN 1997 AND 1999;
CREATE TABLE quality AS
SELECT * FROM ML.EVALUATE(MODEL m, (SELECT id, dist, passen, concen, fare FROM fares WHERE year = 2000));
