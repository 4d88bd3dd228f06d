-- L2, S1 or S2: hours are above zero exactly for the women who work, which is what is asked; the reported wage tells nearly as much.
CREATE VIEW women AS
SELECT inlf, hours, kidslt6, kidsge6, age, educ, coalesce(repwage, 0) AS reported_wage,
  hushrs, husage, huseduc, huswage, unem, city, exper
FROM wives;

CREATE MODEL participation
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'])
PREDICT AT NONE
AS SELECT * FROM women;
