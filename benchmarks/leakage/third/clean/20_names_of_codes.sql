-- Codes get their names from a list.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['durat']) PREDICT AT NONE
AS WITH kinds(code, kind) AS (VALUES (1, 'amputation'), (2, 'burn'), (3, 'bruise'), (4, 'cut'), (5, 'fracture'))
SELECT i.age, i.prewage, coalesce(k.kind, 'other') AS kind, i.durat FROM injuries i LEFT JOIN kinds k ON k.code = i.injtype;
