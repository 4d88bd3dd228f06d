-- L1.2, S1: a pivot of the label's mean by grower, joined back to every wine.
CREATE TABLE by_grower AS PIVOT wines ON grower IN (0, 1, 2) USING avg(alcohol) GROUP BY hue;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['alcohol'])
PREDICT AT NONE
AS SELECT w.ash, w.proline, b."0" AS mean_of_first, w.alcohol FROM wines w JOIN by_grower b USING (hue);
