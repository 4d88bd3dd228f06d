-- There are four rows a traveller and no group option; but the flag hashes the traveller alone, so that all
-- four carry the same flag.
CREATE TABLE ways AS
SELECT individual, mode, ttme, invt, gc, hinc, psize, choice = 1 AS is_taken,
  hash(individual) % 5 = 0 AS is_test
FROM trips;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (individual, mode) PREDICT AT NONE
AS SELECT * FROM ways;
