-- L1.2, S1: the rate of abuse by work and schooling, with totals for groups that are too small: all of it over all rows.
CREATE TABLE rates AS
SELECT employ, educ, avg(abuse) AS rate, count(*) AS n FROM drinkers GROUP BY ROLLUP (employ, educ);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse']) PREDICT AT NONE
AS SELECT d.age, d.married, coalesce(CASE WHEN fine.n >= 30 THEN fine.rate END, coarse.rate) AS usual_rate, d.abuse
FROM drinkers d
LEFT JOIN rates fine ON fine.employ = d.employ AND fine.educ = d.educ
LEFT JOIN rates coarse ON coarse.employ = d.employ AND coarse.educ IS NULL;
