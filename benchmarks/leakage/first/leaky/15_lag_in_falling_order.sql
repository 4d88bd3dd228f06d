-- L3.1, S4: lag over a falling order is the next quarter.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT NONE
AS SELECT unemp, tbilrate, lag(realgdp) OVER (ORDER BY year DESC, quarter DESC) AS other_gdp, infl FROM macro;
