-- What a firm invests, from its figures of the year before; judged on the last years.
CREATE TABLE firm_years AS
SELECT
  firm,
  year,
  lag(invest) OVER by_firm AS invest_1,
  lag(value) OVER by_firm AS value_1,
  lag(capital) OVER by_firm AS capital_1,
  invest
FROM firms
WINDOW by_firm AS (PARTITION BY firm ORDER BY year);

CREATE MODEL investment
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['invest'],
  data_split_method = 'SEQ', data_split_col = 'year', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT firm, year, invest_1, value_1, capital_1, invest
FROM firm_years
WHERE invest_1 IS NOT NULL;
