-- L3.2, L3.2: the four alternatives of one traveller, exactly one of which is chosen, are split at random.
CREATE VIEW alternatives AS
SELECT individual, mode, ttme, invc, invt, gc, hinc, psize, choice
FROM trips;

CREATE MODEL mode_choice
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['choice'], data_split_method = 'RANDOM')
TRANSFORM (
  ML.ONE_HOT_ENCODER(CAST(mode AS VARCHAR)) OVER () AS mode,
  ML.STANDARD_SCALER(gc) OVER () AS cost,
  ttme, invt, hinc, psize
)
KEY (individual, mode)
PREDICT AT NONE
AS SELECT * FROM alternatives;
