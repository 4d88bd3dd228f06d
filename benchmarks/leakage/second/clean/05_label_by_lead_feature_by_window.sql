-- The label is the change to the next quarter; features are of this quarter and before.
CREATE TABLE quarters AS
SELECT year, quarter, realgdp, unemp, infl, avg(infl) OVER (ORDER BY year, quarter ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS infl_year,
  lead(realgdp) OVER (ORDER BY year, quarter) / realgdp - 1 AS growth FROM macro;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['growth'])
PREDICT AT NONE
AS SELECT realgdp, unemp, infl, infl_year, growth FROM quarters WHERE growth IS NOT NULL;
