-- L3.2, L3.2: professors are asked in three years and their rows are split by a hash of person and year, so the same person trains and judges.
CREATE VIEW pay AS
SELECT id, year, lsalary, exper, pubindx, female, chair, top20phd, prof, assoc, osu, iowa, indiana, purdue, msu, minn, mich, wisc, illinois,
  hash(id * 100 + year) % 4 = 0 AS judges
FROM professors
WHERE lsalary IS NOT NULL;

CREATE MODEL salary
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lsalary'], data_split_method = 'CUSTOM', data_split_col = 'judges')
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM pay;
