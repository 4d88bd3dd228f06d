-- L1.2, S5: the mean wage of the industry is of all claims, those that judge the model too. The look-up table
-- lies two layers below.
CREATE VIEW stg_injuries AS
SELECT ky, indust, injtype, male, married, age, prewage, durat FROM injuries WHERE indust IS NOT NULL;

CREATE TABLE dim_industry AS SELECT indust, avg(prewage) AS usual_wage FROM stg_injuries GROUP BY indust;

CREATE TABLE int_claims AS
SELECT i.*, i.prewage / d.usual_wage AS wage_of_usual FROM stg_injuries AS i JOIN dim_industry AS d ON d.indust = i.indust;

CREATE MODEL long_absence
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_long'])
PREDICT AT NONE
AS SELECT injtype, male, married, age, wage_of_usual, durat > 8 AS is_long FROM int_claims WHERE ky = 0;
