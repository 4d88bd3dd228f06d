-- L3.2: the hash is of traveller and way, so that three ways of a traveller may be learned from and the fourth
-- judged, of whom exactly one was taken. It looks like the split by a hash of the key that everybody advises.
CREATE TABLE ways AS
SELECT individual, mode, ttme, invt, gc, hinc, psize, choice = 1 AS is_taken,
  hash(individual, mode) % 5 = 0 AS is_test
FROM trips;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (individual, mode) PREDICT AT NONE
AS SELECT * FROM ways;
