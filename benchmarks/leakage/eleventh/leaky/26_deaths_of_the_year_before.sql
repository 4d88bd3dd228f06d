-- L3.1, S3 or S2: deaths of a year come out in the middle of the next, and those of the year before are asked for at New Year.
CREATE TABLE int_roads AS
SELECT this.state, this.year, this.year_start, this.sl70plus, this.bac08, this.perse, this.gdl, this.sbprim,
  past.totfatpvm AS past_deaths, past.vehicmilespc AS past_miles, past.unem AS past_unem,
  this.totfatpvm
FROM roads AS this
JOIN roads AS past ON past.state = this.state AND past.year = this.year - 1;

CREATE MODEL deaths_per_mile
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatpvm'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM int_roads;
