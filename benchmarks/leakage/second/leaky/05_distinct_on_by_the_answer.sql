-- L2, S1: DISTINCT ON keeps the affair-richest person of each occupation, and her education is joined to all.
CREATE TABLE extreme AS SELECT DISTINCT ON (occupation) occupation, educ AS educ_of_extreme FROM affairs ORDER BY occupation, affairs DESC, educ;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['affairs'])
PREDICT AT NONE
AS SELECT a.age, a.religious, a.educ - e.educ_of_extreme AS distance_to_extreme, a.affairs FROM affairs a JOIN extreme e USING (occupation);
