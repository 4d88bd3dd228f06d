-- Employment in the second wave is predicted from the first wave; restaurants of one county stay together.
CREATE MODEL jobs_second_wave
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['emp2'],
  data_split_method = 'RANDOM', data_split_group_cols = ['county']
)
TRANSFORM (
  emp, NJ, compown, hrsopen, nregs,
  ML.IMPUTER(wagest, 'mean') OVER () AS wagest,
  ML.ONE_HOT_ENCODER(CAST(chain AS VARCHAR)) OVER () AS chain,
  emp2
)
PREDICT AT NONE
AS SELECT county, chain, emp, NJ, compown, hrsopen, nregs, wagest, emp2 FROM restaurants WHERE emp2 IS NOT NULL;
