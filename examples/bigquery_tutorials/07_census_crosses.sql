-- Pay by schooling and experience together: buckets and their crosses, in a TRANSFORM clause.
CREATE OR REPLACE MODEL `bqml_tutorial.pay`
TRANSFORM (
  ML.FEATURE_CROSS(STRUCT(
    CAST(ML.BUCKETIZE(educ, [12, 13, 16]) AS STRING) AS school,
    CAST(ML.BUCKETIZE(exper, [10, 20, 30]) AS STRING) AS years
  )) AS school_and_years,
  lweekinc
)
OPTIONS (model_type = 'linear_reg', input_label_cols = ['lweekinc'], data_split_method = 'NO_SPLIT')
AS
SELECT educ, exper, lweekinc FROM `my-project.textbook.census`;

-- With nothing but the crosses, what is predicted is the mean of each cell.
CREATE OR REPLACE TABLE bqml_tutorial.pay_cells AS
SELECT predicted_lweekinc, educ, exper, lweekinc
FROM ML.PREDICT(MODEL `bqml_tutorial.pay`, (
  SELECT educ, exper, lweekinc FROM `my-project.textbook.census`
));

-- The TRANSFORM clause is part of the model: raw columns go in.
SELECT educ, exper, ROUND(EXP(predicted_lweekinc)) AS dollars_a_week
FROM ML.PREDICT(MODEL `bqml_tutorial.pay`, (
  SELECT educ, exper FROM UNNEST([8, 12, 14, 18]) AS educ, UNNEST([5, 25]) AS exper
))
ORDER BY educ, exper;
