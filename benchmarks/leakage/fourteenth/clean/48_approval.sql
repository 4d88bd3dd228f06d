-- Approval of the president in a month, asked at its beginning; a poll comes out five days into the next month and prices later, so all are taken two months back.
CREATE TABLE approval_months AS
SELECT
  month_start,
  lag(approve, 2) OVER months AS approve_2,
  lag(approve, 2) OVER months - lag(approve, 3) OVER months AS trend,
  lag(lsp500, 2) OVER months AS lsp500_2,
  lag(rgasprice, 2) OVER months AS gas_2,
  lag(unemploy, 2) OVER months AS unemploy_2,
  approve
FROM ratings
WINDOW months AS (ORDER BY month_start);

CREATE MODEL approval
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'], l2_reg = 0.1,
  data_split_eval_fraction = 0.3)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 35 DAY
AS SELECT * FROM approval_months WHERE approve_2 IS NOT NULL;
