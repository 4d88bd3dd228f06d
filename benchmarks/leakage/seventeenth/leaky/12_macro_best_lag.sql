-- L1.3, S4 or S5: the lag of the interest rate is chosen by its correlation with inflation over all quarters, also those that judge.
CREATE VIEW lagged_rates AS
SELECT
  quarter_start, infl,
  lag(infl, 2) OVER w AS infl_2,
  lag(tbilrate, 2) OVER w AS rate_2,
  lag(tbilrate, 4) OVER w AS rate_4,
  lag(tbilrate, 8) OVER w AS rate_8
FROM dated_macro
WINDOW w AS (ORDER BY quarter_start);

CREATE VIEW lag_choice AS
SELECT abs(corr(rate_2, infl)) AS c2, abs(corr(rate_4, infl)) AS c4, abs(corr(rate_8, infl)) AS c8
FROM lagged_rates;

CREATE MODEL inflation
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT quarter_start
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS
SELECT
  quarter_start, infl_2,
  CASE
    WHEN c2 >= c4 AND c2 >= c8 THEN rate_2
    WHEN c4 >= c8 THEN rate_4
    ELSE rate_8
  END AS best_rate,
  infl
FROM lagged_rates, lag_choice;
