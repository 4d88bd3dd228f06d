-- Reading of fourth graders; whole districts are held out by a rule over their code, and the report is of those alone.
CREATE VIEW reading_rows AS
SELECT bcode, lunch, enroll, lexppp, read4, CAST(dcode AS BIGINT) // 10 % 4 = 0 AS is_test
FROM michigan;

CREATE MODEL reading
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['read4'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (bcode)
PREDICT AT NONE
AS SELECT * FROM reading_rows;

CREATE TABLE reading_report AS SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL reading);
