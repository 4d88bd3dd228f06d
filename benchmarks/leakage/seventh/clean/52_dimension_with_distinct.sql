-- The same dimension with one row a price: the join writes no birth twice.
CREATE VIEW dim_price AS
SELECT DISTINCT cigprice, cigtax, cigtax / cigprice AS tax_share FROM births;

CREATE TABLE mart_births AS
SELECT b.faminc, b.motheduc, b.fatheduc, b.parity, b.male, b.white, b.cigs, p.tax_share, b.bwght < 100 AS is_light
FROM births AS b JOIN dim_price AS p ON p.cigprice = b.cigprice;

CREATE MODEL light_birth
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_light'])
PREDICT AT NONE
AS SELECT * FROM mart_births;
