-- L2, S2 or S1: the medical costs of a claim are added up until it is closed, and whether the absence goes on for more than
-- eight weeks is asked when the claim is filed.
CREATE VIEW stg_claims AS
SELECT age, male, married, indust, injtype, highearn, prewage, totmed AS final_costs, durat FROM injuries WHERE mi = 1;

CREATE TABLE dim_industry AS
SELECT * FROM (VALUES (1, 'manufacturing'), (2, 'construction'), (3, 'other')) AS d(indust, industry);

CREATE TABLE mart_claims AS
SELECT c.age, c.male, c.married, d.industry, c.injtype, c.highearn, c.prewage, ln(1 + c.final_costs) AS log_costs,
  c.durat > 8 AS is_long
FROM stg_claims AS c LEFT JOIN dim_industry AS d ON d.indust = c.indust;

CREATE MODEL long_absence
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_long'])
PREDICT AT NONE
AS SELECT * FROM mart_claims;
