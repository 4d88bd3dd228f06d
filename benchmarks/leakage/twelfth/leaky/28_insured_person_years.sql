-- L3.2, L3.2: the persons of the experiment come with several years each, with the same plan and health; the rows are split at random.
CREATE VIEW person_years AS
SELECT
  lncoins,
  idp = 1 AS individual_deductible,
  lpi,
  fmde,
  physlm,
  disea,
  CASE WHEN hlthg = 1 THEN 'good' WHEN hlthf = 1 THEN 'fair' WHEN hlthp = 1 THEN 'poor' ELSE 'excellent' END AS health,
  mdvis
FROM insured;

CREATE MODEL doctor_visits
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['mdvis'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, max_iterations = 100
)
PREDICT AT NONE
AS SELECT * FROM person_years;
