-- Last year's flow is compared with the mean of the years up to then; the later years are judged.
CREATE TABLE flow AS
SELECT year, lag(volume) OVER (ORDER BY year) AS volume_1,
  lag(volume) OVER (ORDER BY year) - avg(volume) OVER (ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS surplus, volume
FROM nile;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['volume'], data_split_method = 'SEQ', data_split_col = 'year') PREDICT AT NONE
AS SELECT year, volume_1, surplus, volume FROM flow;
