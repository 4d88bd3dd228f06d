-- L3.2, L3.2 or S5: of a traveller's four ways one is taken, and each is compared with the cheapest of the four. Torn
-- apart at random, what was learned of three tells the fourth: their size of party and income are the same.
CREATE TABLE ways AS
SELECT individual, mode, ttme, hinc, psize, gc - min(gc) OVER (PARTITION BY individual) AS dearer_by, choice
FROM trips;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'])
KEY (individual, mode) PREDICT AT NONE
AS SELECT * EXCLUDE (choice), choice = 1 AS is_taken FROM ways;
