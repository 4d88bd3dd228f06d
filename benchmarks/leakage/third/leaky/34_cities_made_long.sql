-- L3.2: each city gives three rows with the same answer.
CREATE TABLE long_cities AS UNPIVOT (SELECT city, rent, avginc, pctstu, enroll > 10000 AS is_university_town FROM cities) ON rent, avginc, pctstu INTO NAME measure VALUE reading;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_university_town']) PREDICT AT NONE
AS SELECT measure, reading, is_university_town FROM long_cities;
