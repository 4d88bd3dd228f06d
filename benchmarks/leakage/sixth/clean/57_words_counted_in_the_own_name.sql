-- The name is taken apart into rows and put together again by counting, but within the airport: how many
-- words it has, and how long the longest is. The rarity of words is left to TRANSFORM.
CREATE TABLE words AS SELECT faa, unnest(string_split(lower(name), ' ')) AS word FROM airports;
CREATE TABLE lengths AS SELECT faa, count(*) AS n_words, max(length(word)) AS longest FROM words GROUP BY faa;
CREATE MODEL m
TRANSFORM (ML.TF_IDF(words, 200, 3) OVER () AS words, lat, lon, n_words, longest, is_high)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'])
KEY (faa) PREDICT AT NONE
AS
SELECT a.faa, a.lat, a.lon, string_split(lower(a.name), ' ') AS words, l.n_words, l.longest, a.alt > 1000 AS is_high
FROM airports AS a JOIN lengths AS l USING (faa);
