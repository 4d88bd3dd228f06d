-- L3.2: a man has a row for each year after his release until he comes back; what is known of him is the same in all, and
-- that a later year of his is in the data tells the answer of the earlier one.
CREATE TABLE stg_men AS
SELECT row_number() OVER (
    ORDER BY age, tserved, durat, follow, priors, rules, educ, black, alcohol, drugs, super, married, felon, workprg,
      property, person, cens
  ) AS man, age, tserved, priors, rules, educ, alcohol, drugs, married, felon, workprg, durat, cens
FROM convicts;

CREATE TABLE mart_man_years AS
SELECT m.man, y.year, y.year AS year_after_release, m.age, m.tserved, m.priors, m.rules, m.educ, m.alcohol, m.drugs,
  m.married, m.felon, m.workprg,
  m.cens = 0 AND m.durat <= 12 * y.year AS comes_back
FROM stg_men AS m JOIN (VALUES (1), (2), (3), (4), (5)) AS y(year) ON m.durat > 12 * (y.year - 1);

CREATE MODEL comes_back
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['comes_back'])
KEY (man, year)
PREDICT AT NONE
AS SELECT * FROM mart_man_years;
