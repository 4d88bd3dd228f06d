-- L1.3, S1 or S5: a table of flags says which answers of an interview go along with the vote, in all interviews; the
-- others are emptied before the split.
CREATE TABLE int_screen AS
SELECT abs(corr(popul, vote)) > 0.08 AS keeps_place, abs(corr(TVnews, vote)) > 0.08 AS keeps_news,
  abs(corr(age, vote)) > 0.08 AS keeps_age, abs(corr(educ, vote)) > 0.08 AS keeps_schooling
FROM voters;

CREATE TABLE mart_voters AS
SELECT v.selfLR, v.ClinLR, v.DoleLR, v.income,
  CASE WHEN s.keeps_place THEN v.popul END AS popul, CASE WHEN s.keeps_news THEN v.TVnews END AS TVnews,
  CASE WHEN s.keeps_age THEN v.age END AS age, CASE WHEN s.keeps_schooling THEN v.educ END AS educ,
  v.vote
FROM voters AS v CROSS JOIN int_screen AS s;

CREATE MODEL vote
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'])
PREDICT AT NONE
AS SELECT * FROM mart_voters;
