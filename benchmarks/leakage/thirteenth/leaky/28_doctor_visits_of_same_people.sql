-- L3.2, L3.2: people were observed for up to five years with the same columns of health and plan; rows are split at random.
CREATE MODEL doctor_visits
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['mdvis'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT mdvis, lncoins, idp, lpi, fmde, physlm, disea, hlthg, hlthf, hlthp FROM insured;
