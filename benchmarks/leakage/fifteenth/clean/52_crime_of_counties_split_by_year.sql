-- Crime of a county from its figures of the year before; the last two years are held out.
CREATE TABLE county_features AS
SELECT
  n.county, n.year, n.west, n.central, n.urban, n.pctmin80,
  o.lcrmrte AS crime_last_year, o.prbarr AS arrests_last_year, o.prbconv AS convictions_last_year,
  o.lpolpc AS police_last_year, o.ldensity AS density_last_year, o.wmfg AS wage_last_year,
  n.year >= 86 AS held_out,
  n.lcrmrte
FROM counties n
JOIN counties o ON o.county = n.county AND o.year = n.year - 1;

CREATE MODEL county_crime
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lcrmrte'],
  data_split_method = 'CUSTOM', data_split_col = 'held_out'
)
KEY (county, year)
PREDICT AT NONE
AS SELECT * FROM county_features;

CREATE TABLE crime_report AS SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL county_crime);
