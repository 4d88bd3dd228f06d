-- The label compares the next value with today's; today's is a feature.
CREATE TABLE steps AS SELECT date, co2, lead(co2) OVER (ORDER BY date) AS next_co2 FROM carbon;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT NONE
AS SELECT co2, next_co2 > co2 AS rises FROM steps;
