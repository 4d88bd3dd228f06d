-- Participation of married women from family, schooling and the husband; a fifth, picked by a hash of the family's features, judges.
CREATE VIEW families AS
SELECT inlf, kidslt6, kidsge6, age, educ, exper, husage, huseduc, huswage, city, unem,
  hash(concat_ws('/', age, educ, husage, huseduc, huswage)) % 5 = 0 AS judges
FROM wives;

CREATE MODEL participation
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'], data_split_method = 'CUSTOM', data_split_col = 'judges')
PREDICT AT NONE
AS SELECT * FROM families;

CREATE TABLE participation_quality AS
SELECT roc_auc, accuracy FROM ML.EVALUATE(MODEL participation);
