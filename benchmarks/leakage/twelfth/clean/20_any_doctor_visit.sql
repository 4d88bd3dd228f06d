-- Any visit to a doctor in a year; the years of a person (told by the health at the beginning) stay in one part.
CREATE VIEW person_years AS
SELECT
  concat_ws('|', physlm, disea, hlthg, hlthf, hlthp) AS person_kind,
  lncoins,
  idp,
  lpi,
  fmde,
  physlm,
  disea,
  hlthg + 2 * hlthf + 3 * hlthp AS health,
  mdvis > 0 AS any_visit
FROM insured;

CREATE MODEL any_visit
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['any_visit'], max_tree_depth = 4,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['person_kind']
)
PREDICT AT NONE
AS SELECT * FROM person_years;
