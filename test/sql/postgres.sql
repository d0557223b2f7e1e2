WITH segment_cells AS (
  SELECT
    segment_source."customer id" AS p0,
    CAST(segment_source."spend per year" AS DOUBLE PRECISION) AS r0,
    BTRIM(CAST(segment_source."region" AS TEXT), E'\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') COLLATE "C" AS r1,
    BTRIM(CAST(segment_source."since" AS TEXT), E'\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') COLLATE "C" AS r2,
    BTRIM(CAST(segment_source."plan" AS TEXT), E'\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') COLLATE "C" AS r3,
    BTRIM(CAST(segment_source."news" AS TEXT), E'\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') COLLATE "C" AS r4,
    BTRIM(CAST(segment_source."floors" AS TEXT), E'\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') COLLATE "C" AS r5
  FROM "shop"."customers" AS segment_source
  OFFSET 0
),
segment_parts AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5,
    CASE WHEN r2 ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$' THEN CAST(SUBSTR(r2, 1, 4) AS DOUBLE PRECISION) WHEN r2 ~ '^([0-9]{8})$' THEN CAST(SUBSTR(r2, 1, 4) AS DOUBLE PRECISION) ELSE NULL END AS y2,
    CASE WHEN r2 ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$' THEN CAST(SUBSTR(r2, 6, 2) AS DOUBLE PRECISION) WHEN r2 ~ '^([0-9]{8})$' THEN CAST(SUBSTR(r2, 5, 2) AS DOUBLE PRECISION) ELSE NULL END AS m2,
    CASE WHEN r2 ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$' THEN CAST(SUBSTR(r2, 9, 2) AS DOUBLE PRECISION) WHEN r2 ~ '^([0-9]{8})$' THEN CAST(SUBSTR(r2, 7, 2) AS DOUBLE PRECISION) ELSE NULL END AS j2,
    CASE WHEN r4 ~ '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$' THEN CAST(r4 AS DOUBLE PRECISION) ELSE NULL END AS n4,
    CASE WHEN r5 ~ '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$' THEN CAST(r5 AS DOUBLE PRECISION) ELSE NULL END AS n5
  FROM segment_cells
  OFFSET 0
),
segment_days AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5, m2, j2, n4, n5,
    CASE WHEN m2 BETWEEN 1 AND 12 AND j2 >= 1 AND j2 <= CASE WHEN m2 IN (4, 6, 9, 11) THEN 30 WHEN m2 <> 2 THEN 31 WHEN FLOOR(y2 / float8 '4') * float8 '4' = y2 AND (NOT (FLOOR(y2 / float8 '100') * float8 '100' = y2) OR FLOOR(y2 / float8 '400') * float8 '400' = y2) THEN 29 ELSE 28 END THEN 365 * (y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / float8 '4') - FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / float8 '100') + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / float8 '400') + FLOOR((153 * (CASE WHEN m2 > 2 THEN m2 - 3 ELSE m2 + 9 END) + 2) / float8 '5') + j2 - 719469 ELSE NULL END AS w2
  FROM segment_parts
  OFFSET 0
),
segment_known AS (
  SELECT
    p0, r2, n5, w2,
    CASE WHEN r0 = float8 'NaN' OR r0 = float8 '-1' THEN NULL ELSE r0 END AS x0,
    CASE WHEN r1 IN ('', '?', '-', '--', '.', E'\\N', '-1') OR LOWER(r1) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r1 END AS t1,
    CASE WHEN w2 = float8 '2932896' OR (w2 < float8 '12427' OR w2 > float8 '27289') AND (w2 >= float8 '47482' OR w2 < float8 '-25202' OR (m2 = 1 AND j2 = 1) OR (m2 = 12 AND j2 >= 30)) THEN NULL ELSE float8 '19984' - w2 END AS x2,
    CASE WHEN r3 = 'S' THEN float8 '0' WHEN r3 = 'M' THEN float8 '1' WHEN r3 = 'L' THEN float8 '2' ELSE NULL END AS x3,
    CASE WHEN r4 = '-1' OR n4 = float8 '-1' THEN NULL WHEN LOWER(r4) IN ('true', 'yes', 'y', 't', 'on', '1', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'sÍ', 'si', 'sì', 'sÌ', 'sim', 'x', '✓', '✔', '☑', 'checked', 'selected') OR n4 = float8 '1' THEN 'yes' WHEN LOWER(r4) IN ('false', 'no', 'n', 'f', 'off', '0', 'nein', 'falsch', 'non', 'faux', 'não', 'nÃo') OR n4 = float8 '0' THEN 'no' WHEN r4 IN ('', '?', '-', '--', '.', E'\\N', 'NaN', '-1') OR n4 = float8 '-1' OR LOWER(r4) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r4 END AS t4,
    CASE WHEN r5 IN ('', '?', '-', '--', '.', E'\\N', 'NaN', '-1') OR n5 = float8 '-1' OR LOWER(r5) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r5 END AS t5
  FROM segment_days
  OFFSET 0
),
segment_values AS (
  SELECT
    p0, r2, w2, x0, t5,
    CASE WHEN x0 IS NULL THEN float8 '400' WHEN x0 < float8 '40' THEN float8 '40' WHEN x0 > float8 '861.9999999999999' THEN float8 '861.9999999999999' ELSE x0 END AS v0,
    CASE WHEN t1 IS NULL THEN -1 WHEN t1 = E'it''s "west" \\' THEN 0 WHEN t1 = 'north' THEN 1 WHEN t1 = 'south' THEN 2 ELSE -1 END AS c1,
    CASE WHEN x2 IS NULL THEN float8 '141' WHEN x2 < float8 '0.39' THEN float8 '0.39' WHEN x2 > float8 '249.66' THEN float8 '249.66' ELSE x2 END AS v2,
    CASE WHEN x3 IS NULL THEN float8 '1' ELSE x3 END AS v3,
    CASE WHEN t4 IS NULL THEN -1 WHEN t4 = 'no' THEN 0 WHEN t4 = 'yes' THEN 1 ELSE -1 END AS c4,
    CASE WHEN t5 IS NULL THEN -1 WHEN t5 = '0' THEN 0 WHEN t5 = '1' THEN 1 WHEN t5 = '2' THEN 2 WHEN t5 = '3' THEN 3 WHEN n5 = float8 '0' THEN 0 WHEN n5 = float8 '1' THEN 1 WHEN n5 = float8 '2' THEN 2 WHEN n5 = float8 '3' THEN 3 ELSE -2 END AS c5
  FROM segment_known
  OFFSET 0
),
segment_sums AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > float8 '-0.25' AND v0 < float8 '0.4' THEN float8 '1' ELSE float8 '1' + v0 END AS u0
  FROM segment_values
  OFFSET 0
),
segment_exponents AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    FLOOR(LN(u0) / float8 '0.6931471805599453' + float8 '0.5') AS e0
  FROM segment_sums
  OFFSET 0
),
segment_halves AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0,
    u0 / POWER(float8 '2', e0) AS h0
  FROM segment_exponents
  OFFSET 0
),
segment_fractions AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    CASE WHEN h0 > float8 '1.4142135623730951' THEN e0 + float8 '1' WHEN float8 '2' * h0 <= float8 '1.4142135623730951' THEN e0 - float8 '1' ELSE e0 END AS i0,
    CASE WHEN v0 > float8 '-0.25' AND v0 < float8 '0.4' THEN v0 WHEN h0 > float8 '1.4142135623730951' THEN h0 / float8 '2' - float8 '1' WHEN float8 '2' * h0 <= float8 '1.4142135623730951' THEN float8 '2' * h0 - float8 '1' ELSE h0 - float8 '1' END AS g0
  FROM segment_halves
  OFFSET 0
),
segment_quotients AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0, g0,
    g0 / (float8 '2' + g0) AS s0
  FROM segment_fractions
  OFFSET 0
),
segment_powers AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0, g0, s0,
    s0 * s0 AS o0
  FROM segment_quotients
  OFFSET 0
),
segment_series AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0,
    g0 - s0 * (g0 - float8 '2' * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * float8 '0.047619047619047616' + float8 '0.05263157894736842') + float8 '0.058823529411764705') + float8 '0.06666666666666667') + float8 '0.07692307692307693') + float8 '0.09090909090909091') + float8 '0.1111111111111111') + float8 '0.14285714285714285') + float8 '0.2') + float8 '0.3333333333333333'))) AS k0
  FROM segment_powers
  OFFSET 0
),
segment_logs AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > float8 '-0.25' AND v0 < float8 '0.4' THEN k0 ELSE (i0 * float8 '0.6931471803691238' + (i0 * float8 '1.9082149292705877e-10' + k0)) + (v0 - (u0 - float8 '1')) / u0 END AS l0
  FROM segment_series
  OFFSET 0
),
segment_scaled AS (
  SELECT
    p0, c1, c4, c5,
    (l0 - float8 '5.772025344255065') / float8 '0.8663140757216288' AS z0,
    (v2 - float8 '133.50125000000006') / float8 '78.82653703504613' AS z2,
    (v3 - float8 '0.975') / float8 '0.821203385282842' AS z3,
    CASE WHEN (ABS(x0) > float8 '1e+100') OR (w2 IS NULL AND r2 IS NOT NULL AND NOT (r2 IN ('', '?', '-', '--', '.', E'\\N', '-1') OR LOWER(r2) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data'))) OR v0 IS NULL OR v2 IS NULL OR v3 IS NULL THEN NULL WHEN t5 IS NULL THEN 0 WHEN c5 = -2 THEN NULL ELSE 1 END AS placed
  FROM segment_logs
  OFFSET 0
),
segment_squares AS (
  SELECT
    p0, placed,
    CASE c1 WHEN 0 THEN float8 '3.0018761726078806' WHEN 1 THEN float8 '0' WHEN 2 THEN float8 '3.0018761726078806' ELSE float8 '1.5009380863039403' END
      + CASE c4 WHEN 0 THEN float8 '0.9999999999999998' WHEN 1 THEN float8 '0.9999999999999998' ELSE float8 '0.9999999999999998' END
      + CASE c5 WHEN 0 THEN float8 '0.9115646258503403' WHEN 1 THEN float8 '1.1020408163265307' WHEN 2 THEN float8 '1.1020408163265307' WHEN 3 THEN float8 '0.9115646258503403' ELSE float8 '0.34013605442176875' END
      + (z0 - float8 '0.07398434492704684') * (z0 - float8 '0.07398434492704684')
      + (z2 - float8 '0.3721032059269116') * (z2 - float8 '0.3721032059269116')
      + (z3 - float8 '-1.187282002818567') * (z3 - float8 '-1.187282002818567') AS d0,
    CASE c1 WHEN 0 THEN float8 '0.8703664642472554' WHEN 1 THEN float8 '2.2558477746816616' WHEN 2 THEN float8 '0.6394529125081876' ELSE float8 '0.7549096883777215' END
      + CASE c4 WHEN 0 THEN float8 '0' WHEN 1 THEN float8 '3.999999999999999' ELSE float8 '1.9999999999999996' END
      + CASE c5 WHEN 0 THEN float8 '2.003944773175543' WHEN 1 THEN float8 '0.5680473372781066' WHEN 2 THEN float8 '2.003944773175543' WHEN 3 THEN float8 '0.7731755424063118' ELSE float8 '0.6706114398422092' END
      + (z0 - float8 '-0.17891130302135977') * (z0 - float8 '-0.17891130302135977')
      + (z2 - float8 '-0.19079503050825342') * (z2 - float8 '-0.19079503050825342')
      + (z3 - float8 '0.5924701118601526') * (z3 - float8 '0.5924701118601526') AS d1,
    CASE c1 WHEN 0 THEN float8 '0.6394529125081876' WHEN 1 THEN float8 '2.255847774681662' WHEN 2 THEN float8 '0.8703664642472554' ELSE float8 '0.7549096883777215' END
      + CASE c4 WHEN 0 THEN float8 '3.999999999999999' WHEN 1 THEN float8 '0' ELSE float8 '1.9999999999999996' END
      + CASE c5 WHEN 0 THEN float8 '0.7731755424063118' WHEN 1 THEN float8 '2.003944773175543' WHEN 2 THEN float8 '0.5680473372781066' WHEN 3 THEN float8 '2.003944773175543' ELSE float8 '0.6706114398422092' END
      + (z0 - float8 '0.09923585463838513') * (z0 - float8 '0.09923585463838513')
      + (z2 - float8 '-0.20993149895149954') * (z2 - float8 '-0.20993149895149954')
      + (z3 - float8 '0.6861412757906117') * (z3 - float8 '0.6861412757906117') AS d2
  FROM segment_scaled
  OFFSET 0
),
segment_closest AS (
  SELECT
    p0, placed, d0, d1, d2,
    LEAST(d0, LEAST(d1, d2)) AS closest
  FROM segment_squares
  OFFSET 0
),
segment_nearest AS (
  SELECT
    p0, d0, d1, d2, closest,
    CASE WHEN placed IS NULL THEN NULL WHEN placed = 0 THEN -1 WHEN d0 = closest THEN 0 WHEN d1 = closest THEN 1 ELSE 2 END AS segment
  FROM segment_closest
  OFFSET 0
),
segment_placed AS (
  SELECT
    p0, segment,
    CASE segment WHEN 0 THEN 'Regulars' WHEN 1 THEN 'It''s new' WHEN 2 THEN E'Big \\ old' ELSE NULL END AS segment_name,
    CASE WHEN segment >= 0 THEN SQRT(closest) ELSE NULL END AS distance,
    CASE segment WHEN 0 THEN LEAST((d1 - closest) / float8 '5.3499842364782415', (d2 - closest) / float8 '5.461271436896483') WHEN 1 THEN LEAST((d0 - closest) / float8 '5.3499842364782415', (d2 - closest) / float8 '4.667115508867627') WHEN 2 THEN LEAST((d0 - closest) / float8 '5.461271436896483', (d1 - closest) / float8 '4.667115508867627') ELSE NULL END AS margin
  FROM segment_nearest
  OFFSET 0
)
SELECT
  segment_placed.p0 AS "customer id",
  segment_placed.segment AS segment,
  segment_placed.segment_name AS segment_name,
  segment_placed.distance AS distance,
  segment_placed.margin AS margin
FROM segment_placed
