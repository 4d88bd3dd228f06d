-- L1.4, S8 or L3.2: two feeds deliver the same pupils on the same day, rank gives both the first place, and both rows stay.
CREATE VIEW raw_pupils AS
SELECT id, read12, motheduc, fatheduc, lfaminc, female, asian, black, math12, 'board' AS feed, DATE '2024-03-01' AS loaded_on
FROM pupils
UNION ALL
SELECT id, read12, motheduc, fatheduc, lfaminc, female, asian, black, math12, 'county', DATE '2024-03-01'
FROM pupils WHERE parcath = 0;

CREATE TABLE stg_pupils AS
SELECT * FROM raw_pupils
QUALIFY rank() OVER (PARTITION BY id ORDER BY loaded_on DESC) = 1;

CREATE MODEL math_of_pupils
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['math12'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (id, feed)
PREDICT AT NONE
AS SELECT * EXCLUDE (loaded_on) FROM stg_pupils;
