-- L1.2, S5: how rare the words of an airport's name are, counted over all airports, of those kept back, too: a hand-made
-- TF-IDF in four tables.
CREATE TABLE words AS SELECT faa, unnest(string_split(lower(name), ' ')) AS word FROM airports;
CREATE TABLE frequencies AS SELECT word, count(DISTINCT faa) AS n FROM words GROUP BY word;
CREATE TABLE rarities AS
SELECT w.faa, max(ln(1458.0 / f.n)) AS rarest, min(ln(1458.0 / f.n)) AS commonest
FROM words AS w JOIN frequencies AS f USING (word) GROUP BY w.faa;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'])
KEY (faa) PREDICT AT NONE
AS SELECT a.faa, a.lat, a.lon, r.rarest, r.commonest, a.alt > 1000 AS is_high FROM airports AS a JOIN rarities AS r USING (faa);
