-- Employment of a restaurant in the second wave from the first wave, counties kept together.
CREATE VIEW first_wave AS
SELECT county, emp2, emp, nmgrs, nregs, hrsopen, wagest, psoda, pfries, pentree, compown, CAST(chain AS VARCHAR) AS chain, NJ
FROM restaurants;

CREATE MODEL employment_after
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['emp2'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3, data_split_group_cols = ['county']
)
PREDICT AT NONE
AS SELECT * FROM first_wave;
