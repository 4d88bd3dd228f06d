-- L3.2, L3.2: Both terms of one student are in the table, and one can train while the other judges.
CREATE VIEW terms AS
SELECT
  row_number() OVER (ORDER BY id, term) AS row_id,
  sat, verbmath, hsperc, hssize, female, black, football, season, spring, trmgpa
FROM athletes;

CREATE MODEL term_gpa
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['trmgpa'], data_split_method = 'RANDOM')
KEY (row_id)
PREDICT AT NONE
AS SELECT * FROM terms;
