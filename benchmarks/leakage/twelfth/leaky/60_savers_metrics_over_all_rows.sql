-- L1.1, S9: the figures are computed over the predictions for the whole table, four fifths of which are training rows.
CREATE TABLE households AS
SELECT DISTINCT inc, age, marr, male, fsize, e401k = 1 AS eligible
FROM savers;

CREATE MODEL eligibility
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['eligible'], max_tree_depth = 10, max_iterations = 100)
PREDICT AT NONE
AS SELECT * FROM households;

CREATE TABLE scored_households AS
SELECT inc, age, eligible, predicted_eligible
FROM ML.PREDICT(MODEL eligibility, TABLE households);

CREATE TABLE eligibility_report AS
SELECT accuracy, precision, recall
FROM ML.METRICS(TABLE scored_households, predicted_col => 'predicted_eligible', actual_col => 'eligible', task_type => 'classification');
