-- L3.2, L3.2: the four modes between which one traveller chooses are four rows that fall on both sides of the split.
CREATE MODEL mode_chosen
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['choice'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
TRANSFORM (CAST(mode AS VARCHAR) AS mode, ttme, invc, invt, gc, hinc, psize, choice)
KEY (individual, mode)
AS SELECT individual, mode, ttme, invc, invt, gc, hinc, psize, choice FROM trips;
