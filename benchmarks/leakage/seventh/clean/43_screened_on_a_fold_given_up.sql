-- The same flags from a third of the interviews, which the model never reads.
CREATE VIEW stg_voters AS SELECT *, hash(popul, TVnews, selfLR, age, educ, income) % 3 AS fold FROM voters;

CREATE TABLE int_screen AS
SELECT abs(corr(popul, vote)) > 0.08 AS keeps_place, abs(corr(TVnews, vote)) > 0.08 AS keeps_news,
  abs(corr(age, vote)) > 0.08 AS keeps_age, abs(corr(educ, vote)) > 0.08 AS keeps_schooling
FROM stg_voters WHERE fold = 0;

CREATE TABLE mart_voters AS
SELECT v.selfLR, v.ClinLR, v.DoleLR, v.income,
  CASE WHEN s.keeps_place THEN v.popul END AS popul, CASE WHEN s.keeps_news THEN v.TVnews END AS TVnews,
  CASE WHEN s.keeps_age THEN v.age END AS age, CASE WHEN s.keeps_schooling THEN v.educ END AS educ,
  v.vote
FROM stg_voters AS v CROSS JOIN int_screen AS s WHERE v.fold <> 0;

CREATE MODEL vote
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'])
PREDICT AT NONE
AS SELECT * FROM mart_voters;
