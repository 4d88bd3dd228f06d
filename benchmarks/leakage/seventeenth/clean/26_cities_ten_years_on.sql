-- Rents of 1990 from the facts of 1980, one row for each city.
CREATE VIEW decades AS
SELECT
  a.city, a.pop AS pop_80, a.enroll AS enroll_80, a.rent AS rent_80, a.avginc AS avginc_80, a.pctstu AS pctstu_80,
  b.rent AS rent_90
FROM cities AS a
JOIN cities AS b ON b.city = a.city AND b.year = 90
WHERE a.year = 80;

CREATE MODEL rent_in_ten_years
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['rent_90'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
KEY (city)
PREDICT AT NONE
AS SELECT * FROM decades;
