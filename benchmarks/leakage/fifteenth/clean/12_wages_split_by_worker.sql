-- Wages of men who are there eight times each: all years of a man stay in one part.
CREATE MODEL wages_by_trait
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, data_split_group_cols = ['nr']
)
KEY (nr, year)
PREDICT AT NONE
AS
SELECT nr, year, educ, exper, black, hisp, married, south, rur, nrthcen, nrtheast, poorhlth,
  CASE WHEN manuf = 1 THEN 'manufacture' WHEN construc = 1 THEN 'construction' WHEN trad = 1 THEN 'trade'
    WHEN pub = 1 THEN 'public' ELSE 'other' END AS industry,
  lwage
FROM wages;
