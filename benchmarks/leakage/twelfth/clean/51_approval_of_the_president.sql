-- Approval of the president by month; polls and prices are those of two months before.
CREATE TABLE poll_months AS
SELECT
  month_start,
  lag(approve, 2) OVER w AS approve_2m,
  lag(approve, 3) OVER w AS approve_3m,
  lag(lsp500, 2) OVER w AS stocks_2m,
  lag(rgasprice, 2) OVER w AS gas_2m,
  lag(unemploy, 2) OVER w AS unemployed_2m,
  approve
FROM ratings
WINDOW w AS (ORDER BY month_start);

CREATE MODEL approval
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'], l2_reg = 0.5)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 35 DAY
AS SELECT * FROM poll_months WHERE approve_3m IS NOT NULL;

CREATE TABLE approval_expected AS
SELECT month_start, round(predicted_approve, 1) AS expected FROM ML.PREDICT(MODEL approval, TABLE poll_months);
