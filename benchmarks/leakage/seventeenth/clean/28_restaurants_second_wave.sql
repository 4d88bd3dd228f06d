-- Employment in the second wave from the first, one row for each restaurant.
CREATE MODEL employment_later
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['emp2'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT emp, wagest, nmgrs, nregs, hrsopen, psoda, pentree, CAST(chain AS VARCHAR) AS chain, compown, NJ, emp2
FROM restaurants;
