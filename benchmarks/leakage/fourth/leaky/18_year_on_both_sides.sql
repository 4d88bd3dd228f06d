-- L1.1, S9: BETWEEN takes its ends too, so 1999 is learned and judged.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT id, dist, passen, concen, fare FROM fares WHERE year BETWEEN 1997 AND 1999;
CREATE TABLE quality AS
SELECT * FROM ML.EVALUATE(MODEL m, (SELECT id, dist, passen, concen, fare FROM fares WHERE year BETWEEN 1999 AND 2000));
