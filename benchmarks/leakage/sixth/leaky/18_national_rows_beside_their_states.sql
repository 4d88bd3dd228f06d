-- L1.4, S8 or S5 or L3.2: GROUPING SETS adds the rows of the nation, whose numbers are made of the states'
-- rows, also of states that are kept back. The split by state keeps NULL as if it were one more state.
CREATE TABLE rates AS
SELECT state, year, avg(unem) AS unem, sum(exec) AS executions, avg(mrdrte) AS rate
FROM murders GROUP BY GROUPING SETS ((state, year), (year));
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['state']
)
PREDICT AT NONE
AS SELECT state, year, unem, executions, rate > 8 AS is_high FROM rates;
