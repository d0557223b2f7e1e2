WITH segment_cells AS (
  SELECT
    segment_source."customer id" AS p0,
    CAST(segment_source."spend per year" AS DOUBLE) AS r0,
    TRIM(CAST(segment_source."region" AS VARCHAR), '\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') AS r1,
    TRIM(CAST(segment_source."since" AS VARCHAR), '\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') AS r2,
    TRIM(CAST(segment_source."plan" AS VARCHAR), '\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') AS r3,
    TRIM(CAST(segment_source."news" AS VARCHAR), '\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') AS r4,
    TRIM(CAST(segment_source."floors" AS VARCHAR), '\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') AS r5
  FROM "shop"."customers" AS segment_source
),
segment_parts AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5,
    CASE WHEN REGEXP_LIKE(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN TRY_CAST(SUBSTR(r2, 1, 4) AS DOUBLE) WHEN REGEXP_LIKE(r2, '^([0-9]{8})$') THEN TRY_CAST(SUBSTR(r2, 1, 4) AS DOUBLE) ELSE NULL END AS y2,
    CASE WHEN REGEXP_LIKE(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN TRY_CAST(SUBSTR(r2, 6, 2) AS DOUBLE) WHEN REGEXP_LIKE(r2, '^([0-9]{8})$') THEN TRY_CAST(SUBSTR(r2, 5, 2) AS DOUBLE) ELSE NULL END AS m2,
    CASE WHEN REGEXP_LIKE(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN TRY_CAST(SUBSTR(r2, 9, 2) AS DOUBLE) WHEN REGEXP_LIKE(r2, '^([0-9]{8})$') THEN TRY_CAST(SUBSTR(r2, 7, 2) AS DOUBLE) ELSE NULL END AS j2,
    CASE WHEN REGEXP_LIKE(r4, '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$') THEN TRY_CAST(r4 AS DOUBLE) ELSE NULL END AS n4,
    CASE WHEN REGEXP_LIKE(r5, '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$') THEN TRY_CAST(r5 AS DOUBLE) ELSE NULL END AS n5
  FROM segment_cells
),
segment_days AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5, m2, j2, n4, n5,
    CASE WHEN m2 BETWEEN 1 AND 12 AND j2 >= 1 AND j2 <= CASE WHEN m2 IN (4, 6, 9, 11) THEN 30 WHEN m2 <> 2 THEN 31 WHEN FLOOR(y2 / '4'::DOUBLE) * '4'::DOUBLE = y2 AND (NOT (FLOOR(y2 / '100'::DOUBLE) * '100'::DOUBLE = y2) OR FLOOR(y2 / '400'::DOUBLE) * '400'::DOUBLE = y2) THEN 29 ELSE 28 END THEN 365 * (y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / '4'::DOUBLE) - FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / '100'::DOUBLE) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / '400'::DOUBLE) + FLOOR((153 * (CASE WHEN m2 > 2 THEN m2 - 3 ELSE m2 + 9 END) + 2) / '5'::DOUBLE) + j2 - 719469 ELSE NULL END AS w2
  FROM segment_parts
),
segment_known AS (
  SELECT
    p0, r2, n5, w2,
    CASE WHEN r0 = 'NaN'::DOUBLE OR r0 = '-1'::DOUBLE THEN NULL ELSE r0 END AS x0,
    CASE WHEN r1 IN ('', '?', '-', '--', '.', '\\N', '-1') OR LOWER(r1) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r1 END AS t1,
    CASE WHEN w2 = '2932896'::DOUBLE OR (w2 < '12427'::DOUBLE OR w2 > '27289'::DOUBLE) AND (w2 >= '47482'::DOUBLE OR w2 < '-25202'::DOUBLE OR (m2 = 1 AND j2 = 1) OR (m2 = 12 AND j2 >= 30)) THEN NULL ELSE '19984'::DOUBLE - w2 END AS x2,
    CASE WHEN r3 = 'S' THEN '0'::DOUBLE WHEN r3 = 'M' THEN '1'::DOUBLE WHEN r3 = 'L' THEN '2'::DOUBLE ELSE NULL END AS x3,
    CASE WHEN r4 = '-1' OR n4 = '-1'::DOUBLE THEN NULL WHEN LOWER(r4) IN ('true', 'yes', 'y', 't', 'on', '1', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'sÍ', 'si', 'sì', 'sÌ', 'sim', 'x', '✓', '✔', '☑', 'checked', 'selected') OR n4 = '1'::DOUBLE THEN 'yes' WHEN LOWER(r4) IN ('false', 'no', 'n', 'f', 'off', '0', 'nein', 'falsch', 'non', 'faux', 'não', 'nÃo') OR n4 = '0'::DOUBLE THEN 'no' WHEN r4 IN ('', '?', '-', '--', '.', '\\N', 'NaN', '-1') OR n4 = '-1'::DOUBLE OR LOWER(r4) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r4 END AS t4,
    CASE WHEN r5 IN ('', '?', '-', '--', '.', '\\N', 'NaN', '-1') OR n5 = '-1'::DOUBLE OR LOWER(r5) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r5 END AS t5
  FROM segment_days
),
segment_values AS (
  SELECT
    p0, r2, w2, x0, t5,
    CASE WHEN x0 IS NULL THEN '400'::DOUBLE WHEN x0 < '40'::DOUBLE THEN '40'::DOUBLE WHEN x0 > '861.9999999999999'::DOUBLE THEN '861.9999999999999'::DOUBLE ELSE x0 END AS v0,
    CASE WHEN t1 IS NULL THEN -1 WHEN t1 = 'it''s "west" \\' THEN 0 WHEN t1 = 'north' THEN 1 WHEN t1 = 'south' THEN 2 ELSE -1 END AS c1,
    CASE WHEN x2 IS NULL THEN '141'::DOUBLE WHEN x2 < '0.39'::DOUBLE THEN '0.39'::DOUBLE WHEN x2 > '249.66'::DOUBLE THEN '249.66'::DOUBLE ELSE x2 END AS v2,
    CASE WHEN x3 IS NULL THEN '1'::DOUBLE ELSE x3 END AS v3,
    CASE WHEN t4 IS NULL THEN -1 WHEN t4 = 'no' THEN 0 WHEN t4 = 'yes' THEN 1 ELSE -1 END AS c4,
    CASE WHEN t5 IS NULL THEN -1 WHEN t5 = '0' THEN 0 WHEN t5 = '1' THEN 1 WHEN t5 = '2' THEN 2 WHEN t5 = '3' THEN 3 WHEN n5 = '0'::DOUBLE THEN 0 WHEN n5 = '1'::DOUBLE THEN 1 WHEN n5 = '2'::DOUBLE THEN 2 WHEN n5 = '3'::DOUBLE THEN 3 ELSE -2 END AS c5
  FROM segment_known
),
segment_sums AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > '-0.25'::DOUBLE AND v0 < '0.4'::DOUBLE THEN '1'::DOUBLE ELSE '1'::DOUBLE + v0 END AS u0
  FROM segment_values
),
segment_exponents AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    FLOOR(LN(u0) / '0.6931471805599453'::DOUBLE + '0.5'::DOUBLE) AS e0
  FROM segment_sums
),
segment_halves AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0,
    u0 / POWER('2'::DOUBLE, e0) AS h0
  FROM segment_exponents
),
segment_fractions AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    CASE WHEN h0 > '1.4142135623730951'::DOUBLE THEN e0 + '1'::DOUBLE WHEN '2'::DOUBLE * h0 <= '1.4142135623730951'::DOUBLE THEN e0 - '1'::DOUBLE ELSE e0 END AS i0,
    CASE WHEN v0 > '-0.25'::DOUBLE AND v0 < '0.4'::DOUBLE THEN v0 WHEN h0 > '1.4142135623730951'::DOUBLE THEN h0 / '2'::DOUBLE - '1'::DOUBLE WHEN '2'::DOUBLE * h0 <= '1.4142135623730951'::DOUBLE THEN '2'::DOUBLE * h0 - '1'::DOUBLE ELSE h0 - '1'::DOUBLE END AS g0
  FROM segment_halves
),
segment_quotients AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0, g0,
    g0 / ('2'::DOUBLE + g0) AS s0
  FROM segment_fractions
),
segment_powers AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0, g0, s0,
    s0 * s0 AS o0
  FROM segment_quotients
),
segment_series AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0,
    g0 - s0 * (g0 - '2'::DOUBLE * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * '0.047619047619047616'::DOUBLE + '0.05263157894736842'::DOUBLE) + '0.058823529411764705'::DOUBLE) + '0.06666666666666667'::DOUBLE) + '0.07692307692307693'::DOUBLE) + '0.09090909090909091'::DOUBLE) + '0.1111111111111111'::DOUBLE) + '0.14285714285714285'::DOUBLE) + '0.2'::DOUBLE) + '0.3333333333333333'::DOUBLE))) AS k0
  FROM segment_powers
),
segment_logs AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > '-0.25'::DOUBLE AND v0 < '0.4'::DOUBLE THEN k0 ELSE (i0 * '0.6931471803691238'::DOUBLE + (i0 * '1.9082149292705877e-10'::DOUBLE + k0)) + (v0 - (u0 - '1'::DOUBLE)) / u0 END AS l0
  FROM segment_series
),
segment_scaled AS (
  SELECT
    p0, c1, c4, c5,
    (l0 - '5.772025344255065'::DOUBLE) / '0.8663140757216288'::DOUBLE AS z0,
    (v2 - '133.50125000000006'::DOUBLE) / '78.82653703504613'::DOUBLE AS z2,
    (v3 - '0.975'::DOUBLE) / '0.821203385282842'::DOUBLE AS z3,
    CASE WHEN (ABS(x0) > '1e+100'::DOUBLE) OR (w2 IS NULL AND r2 IS NOT NULL AND NOT (r2 IN ('', '?', '-', '--', '.', '\\N', '-1') OR LOWER(r2) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data'))) OR v0 IS NULL OR v2 IS NULL OR v3 IS NULL THEN NULL WHEN t5 IS NULL THEN 0 WHEN c5 = -2 THEN NULL ELSE 1 END AS placed
  FROM segment_logs
),
segment_squares AS (
  SELECT
    p0, placed,
    CASE c1 WHEN 0 THEN '3.0018761726078806'::DOUBLE WHEN 1 THEN '0'::DOUBLE WHEN 2 THEN '3.0018761726078806'::DOUBLE ELSE '1.5009380863039403'::DOUBLE END
      + CASE c4 WHEN 0 THEN '0.9999999999999998'::DOUBLE WHEN 1 THEN '0.9999999999999998'::DOUBLE ELSE '0.9999999999999998'::DOUBLE END
      + CASE c5 WHEN 0 THEN '0.9115646258503403'::DOUBLE WHEN 1 THEN '1.1020408163265307'::DOUBLE WHEN 2 THEN '1.1020408163265307'::DOUBLE WHEN 3 THEN '0.9115646258503403'::DOUBLE ELSE '0.34013605442176875'::DOUBLE END
      + (z0 - '0.07398434492704684'::DOUBLE) * (z0 - '0.07398434492704684'::DOUBLE)
      + (z2 - '0.3721032059269116'::DOUBLE) * (z2 - '0.3721032059269116'::DOUBLE)
      + (z3 - '-1.187282002818567'::DOUBLE) * (z3 - '-1.187282002818567'::DOUBLE) AS d0,
    CASE c1 WHEN 0 THEN '0.8703664642472554'::DOUBLE WHEN 1 THEN '2.2558477746816616'::DOUBLE WHEN 2 THEN '0.6394529125081876'::DOUBLE ELSE '0.7549096883777215'::DOUBLE END
      + CASE c4 WHEN 0 THEN '0'::DOUBLE WHEN 1 THEN '3.999999999999999'::DOUBLE ELSE '1.9999999999999996'::DOUBLE END
      + CASE c5 WHEN 0 THEN '2.003944773175543'::DOUBLE WHEN 1 THEN '0.5680473372781066'::DOUBLE WHEN 2 THEN '2.003944773175543'::DOUBLE WHEN 3 THEN '0.7731755424063118'::DOUBLE ELSE '0.6706114398422092'::DOUBLE END
      + (z0 - '-0.17891130302135977'::DOUBLE) * (z0 - '-0.17891130302135977'::DOUBLE)
      + (z2 - '-0.19079503050825342'::DOUBLE) * (z2 - '-0.19079503050825342'::DOUBLE)
      + (z3 - '0.5924701118601526'::DOUBLE) * (z3 - '0.5924701118601526'::DOUBLE) AS d1,
    CASE c1 WHEN 0 THEN '0.6394529125081876'::DOUBLE WHEN 1 THEN '2.255847774681662'::DOUBLE WHEN 2 THEN '0.8703664642472554'::DOUBLE ELSE '0.7549096883777215'::DOUBLE END
      + CASE c4 WHEN 0 THEN '3.999999999999999'::DOUBLE WHEN 1 THEN '0'::DOUBLE ELSE '1.9999999999999996'::DOUBLE END
      + CASE c5 WHEN 0 THEN '0.7731755424063118'::DOUBLE WHEN 1 THEN '2.003944773175543'::DOUBLE WHEN 2 THEN '0.5680473372781066'::DOUBLE WHEN 3 THEN '2.003944773175543'::DOUBLE ELSE '0.6706114398422092'::DOUBLE END
      + (z0 - '0.09923585463838513'::DOUBLE) * (z0 - '0.09923585463838513'::DOUBLE)
      + (z2 - '-0.20993149895149954'::DOUBLE) * (z2 - '-0.20993149895149954'::DOUBLE)
      + (z3 - '0.6861412757906117'::DOUBLE) * (z3 - '0.6861412757906117'::DOUBLE) AS d2
  FROM segment_scaled
),
segment_closest AS (
  SELECT
    p0, placed, d0, d1, d2,
    LEAST(d0, LEAST(d1, d2)) AS closest
  FROM segment_squares
),
segment_nearest AS (
  SELECT
    p0, d0, d1, d2, closest,
    CASE WHEN placed IS NULL THEN NULL WHEN placed = 0 THEN -1 WHEN d0 = closest THEN 0 WHEN d1 = closest THEN 1 ELSE 2 END AS segment
  FROM segment_closest
),
segment_placed AS (
  SELECT
    p0, segment,
    CASE segment WHEN 0 THEN 'Regulars' WHEN 1 THEN 'It''s new' WHEN 2 THEN 'Big \\ old' ELSE NULL END AS segment_name,
    CASE WHEN segment >= 0 THEN SQRT(closest) ELSE NULL END AS distance,
    CASE segment WHEN 0 THEN LEAST((d1 - closest) / '5.3499842364782415'::DOUBLE, (d2 - closest) / '5.461271436896483'::DOUBLE) WHEN 1 THEN LEAST((d0 - closest) / '5.3499842364782415'::DOUBLE, (d2 - closest) / '4.667115508867627'::DOUBLE) WHEN 2 THEN LEAST((d0 - closest) / '5.461271436896483'::DOUBLE, (d1 - closest) / '4.667115508867627'::DOUBLE) ELSE NULL END AS margin
  FROM segment_nearest
)
SELECT
  segment_placed.p0 AS "customer id",
  segment_placed.segment AS segment,
  segment_placed.segment_name AS segment_name,
  segment_placed.distance AS distance,
  segment_placed.margin AS margin
FROM segment_placed
