-- The encoding of ages is computed from the training households only and joined to all.
CREATE TABLE households AS
SELECT *, row_number() OVER (ORDER BY inc, age, fsize, nettfa, e401k, pira, marr, male) % 5 = 0 AS is_eval
FROM savers;

CREATE TABLE age_figures AS
SELECT age, median(inc) AS usual_income
FROM households
WHERE NOT is_eval
GROUP BY age;

CREATE MODEL has_ira
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['pira'],
  data_split_method = 'CUSTOM', data_split_col = 'is_eval', max_tree_depth = 4
)
PREDICT AT NONE
AS
SELECT h.inc, h.age, h.fsize, h.marr, h.male, h.e401k, h.inc / a.usual_income AS income_to_usual, h.is_eval, h.pira
FROM households h
LEFT JOIN age_figures a USING (age);
