-- Aggregates, but one row a firm is what the model predicts.
CREATE TABLE per_firm AS SELECT firm, avg(capital) FILTER (WHERE year < 1950) AS early_capital, avg(value) FILTER (WHERE year < 1950) AS early_value, avg(invest) FILTER (WHERE year >= 1950) AS later_investment FROM firms GROUP BY firm;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['later_investment'])
PREDICT AT NONE KEY (firm)
AS SELECT * FROM per_firm;
