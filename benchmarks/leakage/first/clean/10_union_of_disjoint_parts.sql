-- UNION ALL, but each row comes once.
CREATE TABLE two_years AS
SELECT species, island, bill_length_mm, sex FROM penguins WHERE year = 2007
UNION ALL SELECT species, island, bill_length_mm, sex FROM penguins WHERE year = 2008;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['sex'])
PREDICT AT NONE AS SELECT * FROM two_years;
