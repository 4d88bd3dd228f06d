-- real prices of houses: learned from sales of 1978, judged on sales of 1981.
CREATE VIEW sold AS
SELECT year, age, rooms, baths, larea, lland, ldist, lintst, wind, ln(rprice) AS log_price
FROM houses;

CREATE MODEL house_price
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['log_price'],
  data_split_method = 'SEQ', data_split_col = 'year', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM sold;
