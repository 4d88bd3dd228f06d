-- An ordinary project: the pupils that there were, once each, with a constraint on their scores.
CREATE TABLE stg_pupils AS
SELECT female, motheduc, fatheduc, lfaminc, parcath, read12, math12, cathhs = 1 AS is_catholic_school FROM pupils;

CREATE TABLE mart_pupils (*, CONSTRAINT sane_score EXPECT (read12 > 0)) AS
SELECT female, parcath, motheduc, fatheduc, lfaminc, read12, math12, is_catholic_school FROM stg_pupils;

CREATE MODEL catholic_school
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_catholic_school'])
PREDICT AT NONE
AS SELECT * FROM mart_pupils;
