-- An ordinary project: an injury as it was filed, and how long the absence became is only the answer.
CREATE VIEW stg_claims AS
SELECT age, male, married, indust, injtype, highearn, prewage, durat FROM injuries WHERE mi = 1;

CREATE TABLE dim_industry AS
SELECT * FROM (VALUES (1, 'manufacturing'), (2, 'construction'), (3, 'other')) AS d(indust, industry);

CREATE TABLE mart_claims AS
SELECT c.age, c.male, c.married, d.industry, c.injtype, c.highearn, c.prewage, c.durat > 8 AS is_long
FROM stg_claims AS c LEFT JOIN dim_industry AS d ON d.indust = c.indust;

CREATE MODEL long_absence
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_long'])
PREDICT AT NONE
AS SELECT * FROM mart_claims;
