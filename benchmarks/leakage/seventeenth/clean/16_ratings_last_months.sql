-- Approval of the president from approval and prices of two months before, all published by then.
CREATE TABLE approval AS
SELECT
  month_start, katrina, iraqinvade,
  lag(approve, 2) OVER w AS approve_2,
  lag(unemploy, 2) OVER w AS unemploy_2,
  lag(rgasprice, 2) OVER w AS gas_2,
  approve
FROM ratings
WINDOW w AS (ORDER BY month_start);

CREATE MODEL approval_model
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 35 DAY
AS SELECT * FROM approval WHERE approve_2 IS NOT NULL;
