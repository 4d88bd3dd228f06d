-- Investment of a firm in a year from the figures of the years before, when the reports of the last year are out.
CREATE TABLE firm_history AS
SELECT
  make_timestamp(year, 5, 1, 0, 0, 0.0) AS planned_at,
  firm,
  lag(invest) OVER past AS invest_last_year,
  lag(invest, 2) OVER past AS invest_two_years_ago,
  lag(value) OVER past AS value_last_year,
  lag(capital) OVER past AS capital_last_year,
  invest
FROM firms
WINDOW past AS (PARTITION BY firm ORDER BY year);

CREATE MODEL investment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['invest'], l2_reg = 1.0)
PREDICT AT planned_at
AS SELECT * FROM firm_history WHERE invest_two_years_ago IS NOT NULL;
