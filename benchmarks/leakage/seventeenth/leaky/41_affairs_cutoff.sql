-- L1.3, S5 or S4: the number of years married at which to cut is the one that parts the label best over all rows.
CREATE VIEW best_cut AS
SELECT c.cut
FROM affairs a CROSS JOIN (SELECT unnest([2.5, 6.0, 9.0, 13.0, 16.5]) AS cut) c
GROUP BY c.cut
ORDER BY abs(
  avg(CASE WHEN a.affairs > 0 THEN 1.0 ELSE 0.0 END) FILTER (a.yrs_married >= c.cut)
  - avg(CASE WHEN a.affairs > 0 THEN 1.0 ELSE 0.0 END) FILTER (a.yrs_married < c.cut)
) DESC, c.cut
LIMIT 1;

CREATE MODEL has_affair
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_affair'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT
  a.yrs_married >= b.cut AS long_married,
  a.rate_marriage, a.age, a.children, a.religious, a.educ, a.occupation,
  a.affairs > 0 AS has_affair
FROM affairs a CROSS JOIN best_cut b;
