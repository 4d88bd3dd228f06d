-- Tests of fourth graders from a district's pupils, money and last year's tests, in the second month of school.
CREATE MODEL passes_math
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
TRANSFORM (
  ML.STANDARD_SCALER(lunch) OVER () AS lunch,
  ML.IMPUTER(ptr, 'median') OVER () AS ptr,
  ln(enrol) AS log_enrol,
  ln(expp) AS log_expp,
  ML.IMPUTER(math4_1, 'mean') OVER () AS math4_1
)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT distid, year, year_open, lunch, ptr, enrol, expp, math4_1, math4 FROM districts;
