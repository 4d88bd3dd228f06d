-- L2, S1: wages are pivoted to a column a year, and the mean is over all of them, the asked one too.
CREATE TABLE wide AS PIVOT (SELECT nr, year, lwage FROM wages) ON year IN (1985, 1986, 1987) USING max(lwage) GROUP BY nr;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['wage_1987']) KEY (nr) PREDICT AT NONE
AS SELECT nr, "1986" - "1985" AS rise, list_avg(["1985", "1986", "1987"]) AS usual, "1987" AS wage_1987 FROM wide;
