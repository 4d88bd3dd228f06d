-- L3.1, S4: gaps of a series are filled with the next value.
CREATE TABLE filled AS SELECT date, coalesce(co2, first_value(co2 IGNORE NULLS) OVER (ORDER BY date ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)) AS co2_filled FROM carbon;
CREATE TABLE steps AS SELECT date, co2_filled, lag(co2_filled, 4) OVER (ORDER BY date) AS month_before, lead(co2_filled, 4) OVER (ORDER BY date) AS month_after FROM filled;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['month_after']) PREDICT AT NONE
AS SELECT co2_filled, month_before, month_after FROM steps;
