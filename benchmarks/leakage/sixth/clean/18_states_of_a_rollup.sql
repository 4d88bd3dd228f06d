-- The same grouping sets, for the report; the model takes the rows of single states only, by GROUPING.
CREATE TABLE rates AS
SELECT state, year, GROUPING(state) AS is_total, avg(unem) AS unem, sum(exec) AS executions, avg(mrdrte) AS rate
FROM murders GROUP BY GROUPING SETS ((state, year), (year));
CREATE TABLE nation AS SELECT year, rate FROM rates WHERE is_total = 1;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['state']
)
PREDICT AT NONE
AS SELECT state, year, unem, executions, rate > 8 AS is_high FROM rates WHERE is_total = 0;
