-- Staff in the second wave from what the first wave found; restaurants of one county stay together.
CREATE MODEL staff_in_second_wave
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['emp2'], l2_reg = 1.0,
  data_split_method = 'RANDOM', data_split_group_cols = ['county'], data_split_eval_fraction = 0.25
)
AS
SELECT county, emp, wagest, nmgrs, nregs, hrsopen, psoda, pfries, pentree, compown,
  CAST(chain AS VARCHAR) AS chain, state, emp2
FROM restaurants;
