-- L3.1, S4 or S2: A man's usual hours are his mean over all eight years, so the later years flow into the predictions of the earlier ones.
CREATE TABLE usual_hours AS
SELECT nr, avg(hours) AS usual_hours, avg("union") AS union_share
FROM dated_wages
GROUP BY nr;

CREATE MODEL wage_next_year
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS
SELECT w.nr, w.year, w.year_start, w.educ, w.exper, w.black, w.hisp, w.married, w.south, u.usual_hours, u.union_share, w.lwage
FROM dated_wages w
JOIN usual_hours u USING (nr);
