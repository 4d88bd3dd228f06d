-- Log wages from schooling, experience and where one grew up; missing IQs are filled from the training rows.
CREATE VIEW men AS
SELECT id, lwage, educ, exper, black, IQ, IQ IS NULL AS no_iq, smsa66, south66, nearc4, momdad14
FROM young_men;

CREATE MODEL young_wage
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'])
TRANSFORM (educ, exper, black, ML.IMPUTER(IQ, 'median') OVER () AS iq, no_iq, smsa66, south66, nearc4, momdad14)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM men;
