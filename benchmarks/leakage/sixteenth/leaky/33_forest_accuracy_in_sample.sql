-- L1.1, S9: the forest is trained on all women without a split and its accuracy is then counted on the same women.
CREATE MODEL participation
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['inlf'], data_split_method = 'NO_SPLIT', max_tree_depth = 15)
PREDICT AT NONE
AS SELECT inlf, kidslt6, kidsge6, age, educ, husage, huseduc, huswage, city, unem FROM wives;

CREATE TABLE participation_accuracy AS
SELECT avg(CASE WHEN predicted_inlf = inlf THEN 1 ELSE 0 END) AS accuracy, count(*) AS n
FROM ML.PREDICT(MODEL participation, (SELECT * FROM wives));
