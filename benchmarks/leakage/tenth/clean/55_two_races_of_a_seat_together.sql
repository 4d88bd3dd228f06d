-- UNPIVOT by hand makes two rows of every seat, with the same incumbent; the split groups by state and district.
CREATE VIEW seat_years AS
SELECT state, district, 1988 AS year, democ, prtystr, tenure - 2 AS tenure, lawyer, inexp88 AS spent, vote88 AS vote
FROM races
UNION ALL
SELECT state, district, 1990 AS year, democ, prtystr, tenure, lawyer, inexp90, vote90
FROM races;

CREATE TABLE seat_features AS
SELECT state, district, year, democ, prtystr, tenure, lawyer, ln(1 + spent) AS log_spent, vote >= 65 AS is_safe
FROM seat_years
WHERE vote IS NOT NULL;

CREATE MODEL safe_seat
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_safe'],
  data_split_group_cols = ['state', 'district'],
  data_split_eval_fraction = 0.3
)
KEY (state, district, year)
PREDICT AT NONE
AS SELECT * FROM seat_features;
