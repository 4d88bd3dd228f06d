-- The measure is chosen on the schools of the training part alone, by the flag that the split reads.
CREATE VIEW stg_schools AS
SELECT bcode, dcode, lunch, lenroll, lexppp, math4 >= 75 AS does_well, hash(dcode) % 4 = 0 AS is_test
FROM michigan WHERE math4 IS NOT NULL;

CREATE TABLE int_chosen AS
SELECT m.name
FROM (
  SELECT unnest([
    {'name': 'lenroll', 'strength': corr(lenroll, CAST(does_well AS INTEGER))},
    {'name': 'lexppp', 'strength': corr(lexppp, CAST(does_well AS INTEGER))}
  ]) AS m
  FROM stg_schools WHERE NOT is_test
)
QUALIFY row_number() OVER (ORDER BY abs(m.strength) DESC, m.name) = 1;

CREATE TABLE mart_schools AS
SELECT s.bcode, s.lunch, CASE c.name WHEN 'lenroll' THEN s.lenroll ELSE s.lexppp END AS chosen, s.does_well, s.is_test
FROM stg_schools AS s CROSS JOIN int_chosen AS c;

CREATE MODEL good_school
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['does_well'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (bcode)
PREDICT AT NONE
AS SELECT * FROM mart_schools;
