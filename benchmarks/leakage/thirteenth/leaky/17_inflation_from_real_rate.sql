-- L2, S1 or S2: realint is tbilrate less infl, so the two columns together give the inflation.
CREATE MODEL inflation
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['infl'],
  data_split_method = 'SEQ', data_split_col = 'period', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT
  year * 4 + quarter AS period,
  quarter,
  realgdp,
  realcons,
  realinv,
  m1,
  tbilrate,
  unemp,
  realint,
  infl
FROM macro;
