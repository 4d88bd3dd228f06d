-- L2, S1 or S2: bwghtlbs and lbwght are the weight itself in other units, of which the answer is made.
CREATE VIEW newborns AS
SELECT
  * EXCLUDE (bwght, packs),
  bwght < 88 AS low_weight
FROM births;

CREATE MODEL low_birth_weight
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['low_weight'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM newborns;
