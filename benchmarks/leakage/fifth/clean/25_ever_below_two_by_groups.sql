-- One answer for both terms of an athlete, who is on one side of the split.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['ever_low'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT id, sat, hsize, hsperc, season, ever_low
FROM (SELECT id, sat, hssize AS hsize, hsperc, season, min(trmgpa) OVER (PARTITION BY id) < 2 AS ever_low FROM athletes);
