-- The price of a soda in the second wave from the first wave; restaurants of one county stay together.
CREATE MODEL soda_later
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['psoda2'], data_split_method = 'RANDOM',
  data_split_group_cols = ['county']
)
PREDICT AT NONE
AS
SELECT county, psoda, pfries, pentree, wagest, emp, compown, BK, KFC, RR, NJ, lincome, prpblck, psoda2
FROM restaurants
WHERE psoda IS NOT NULL;
