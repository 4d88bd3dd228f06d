-- L1.1, S9: the accuracy by group is counted on predictions for all rows, most of which trained the model.
CREATE MODEL eligible
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['e401k'], max_tree_depth = 12, num_parallel_tree = 100)
PREDICT AT NONE
AS SELECT inc, age, fsize, marr, male, e401k FROM savers;

CREATE TABLE eligible_accuracy AS
SELECT marr, avg(CASE WHEN predicted_e401k = e401k THEN 1 ELSE 0 END) AS accuracy, count(*) AS n
FROM ML.PREDICT(MODEL eligible, (SELECT inc, age, fsize, marr, male, e401k FROM savers))
GROUP BY marr;
