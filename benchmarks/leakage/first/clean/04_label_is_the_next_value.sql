-- The label looks ahead, as labels do; the features are of now.
CREATE TABLE ahead AS SELECT year, quarter, unemp, infl, tbilrate, lead(unemp) OVER (ORDER BY year, quarter) AS next_unemp FROM macro;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['next_unemp'])
PREDICT AT NONE
AS SELECT unemp, infl, tbilrate, next_unemp FROM ahead WHERE next_unemp IS NOT NULL;
