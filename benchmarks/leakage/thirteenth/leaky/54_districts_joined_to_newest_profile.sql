-- L3.1, S3 or S4: each year of a district is joined to the district's profile in the newest year, which lies after most predictions.
CREATE TABLE district_profile AS
SELECT distid, enrol, ptr, avgsal, lunch, found
FROM districts
QUALIFY row_number() OVER (PARTITION BY distid ORDER BY year DESC) = 1;

CREATE MODEL dropout_rate
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['dropped'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
AS SELECT
  d.distid, d.year, d.year_open, d.expp, d.gexpp,
  p.enrol, p.ptr, p.avgsal, p.lunch, p.found,
  d."drop" AS dropped
FROM districts d
JOIN district_profile p USING (distid);
