-- L1.2, S5: missing values are filled with the mean of the species over all rows.
CREATE TABLE filled AS
WITH means AS (SELECT species, avg(bill_length_mm) AS usual FROM penguins GROUP BY species)
SELECT p.island, p.species, p.sex, coalesce(p.bill_length_mm, m.usual) AS bill FROM penguins p JOIN means m USING (species);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['sex'])
PREDICT AT NONE
AS SELECT island, bill, sex FROM filled WHERE sex IS NOT NULL;
