-- Approval of the president next month from the polls, prices and shares that are out by then.
CREATE MODEL approval
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'])
KEY (id)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 35 DAY
AS SELECT
  id, month_start, katrina, iraqinvade, "11-Sep" AS september_11,
  lag(approve, 2) OVER m AS approve_2,
  lag(approve, 3) OVER m AS approve_3,
  lag(gasprice, 2) OVER m AS gasprice_2,
  lag(unemploy, 2) OVER m AS unemploy_2,
  lag(lsp500, 2) OVER m - lag(lsp500, 3) OVER m AS sp500_change,
  approve
FROM ratings
WINDOW m AS (ORDER BY year, month);
