-- L1.2, S5 or S4: the mean log wage of region and city is computed over all men, the man himself and the test rows included, and used as a feature.
CREATE TABLE area_pay AS
SELECT reg661, reg662, reg663, reg664, reg665, reg666, reg667, reg668, reg669, smsa66, nearc4,
  avg(lwage) AS area_lwage
FROM young_men
GROUP BY ALL;

CREATE MODEL young_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_method = 'RANDOM')
KEY (id)
PREDICT AT NONE
AS
SELECT m.id, m.lwage, m.educ, m.exper, m.black, a.area_lwage
FROM young_men m
JOIN area_pay a USING (reg661, reg662, reg663, reg664, reg665, reg666, reg667, reg668, reg669, smsa66, nearc4);
