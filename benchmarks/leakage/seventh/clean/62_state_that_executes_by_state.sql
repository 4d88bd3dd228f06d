-- One answer for the three rows of a state, which are on one side of the split.
CREATE TABLE dim_state AS SELECT state, max(exec) > 0 AS executes FROM murders GROUP BY state;

CREATE TABLE mart_state_years AS
SELECT m.id, m.state, m.year, m.mrdrte, m.unem, d.executes FROM murders AS m JOIN dim_state AS d ON d.state = m.state;

CREATE MODEL executes
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['executes'], data_split_group_cols = ['state'], data_split_eval_fraction = 0.3
)
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM mart_state_years;
