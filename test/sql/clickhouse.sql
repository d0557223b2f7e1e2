WITH segment_cells AS (
  SELECT
    segment_source."customer id" AS p0,
    CAST(segment_source."spend per year" AS Nullable(Float64)) AS r0,
    replaceRegexpAll(CAST(segment_source."region" AS Nullable(String)), '^[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+|[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+$', '') AS r1,
    replaceRegexpAll(CAST(segment_source."since" AS Nullable(String)), '^[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+|[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+$', '') AS r2,
    replaceRegexpAll(CAST(segment_source."plan" AS Nullable(String)), '^[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+|[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+$', '') AS r3,
    replaceRegexpAll(CAST(segment_source."news" AS Nullable(String)), '^[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+|[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+$', '') AS r4,
    replaceRegexpAll(CAST(segment_source."floors" AS Nullable(String)), '^[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+|[\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+$', '') AS r5
  FROM "shop"."customers" AS segment_source
),
segment_parts AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5,
    CASE WHEN match(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN toFloat64OrNull(SUBSTR(r2, 1, 4)) WHEN match(r2, '^([0-9]{8})$') THEN toFloat64OrNull(SUBSTR(r2, 1, 4)) ELSE NULL END AS y2,
    CASE WHEN match(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN toFloat64OrNull(SUBSTR(r2, 6, 2)) WHEN match(r2, '^([0-9]{8})$') THEN toFloat64OrNull(SUBSTR(r2, 5, 2)) ELSE NULL END AS m2,
    CASE WHEN match(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN toFloat64OrNull(SUBSTR(r2, 9, 2)) WHEN match(r2, '^([0-9]{8})$') THEN toFloat64OrNull(SUBSTR(r2, 7, 2)) ELSE NULL END AS j2,
    CASE WHEN match(r4, '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$') THEN toFloat64OrNull(r4) ELSE NULL END AS n4,
    CASE WHEN match(r5, '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$') THEN toFloat64OrNull(r5) ELSE NULL END AS n5
  FROM segment_cells
),
segment_days AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5, m2, j2, n4, n5,
    CASE WHEN m2 BETWEEN 1 AND 12 AND j2 >= 1 AND j2 <= CASE WHEN m2 IN (4, 6, 9, 11) THEN 30 WHEN m2 <> 2 THEN 31 WHEN FLOOR(y2 / 4.0) * 4.0 = y2 AND (NOT (FLOOR(y2 / 100.0) * 100.0 = y2) OR FLOOR(y2 / 400.0) * 400.0 = y2) THEN 29 ELSE 28 END THEN 365 * (y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 4.0) - FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 100.0) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 400.0) + FLOOR((153 * (CASE WHEN m2 > 2 THEN m2 - 3 ELSE m2 + 9 END) + 2) / 5.0) + j2 - 719469 ELSE NULL END AS w2
  FROM segment_parts
),
segment_known AS (
  SELECT
    p0, r2, n5, w2,
    CASE WHEN isNaN(r0) OR r0 = -1.0 THEN NULL ELSE r0 END AS x0,
    CASE WHEN r1 IN ('', '?', '-', '--', '.', '\\N', '-1') OR LOWER(r1) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r1 END AS t1,
    CASE WHEN w2 = 2932896.0 OR (w2 < 12427.0 OR w2 > 27289.0) AND (w2 >= 47482.0 OR w2 < -25202.0 OR (m2 = 1 AND j2 = 1) OR (m2 = 12 AND j2 >= 30)) THEN NULL ELSE 19984.0 - w2 END AS x2,
    CASE WHEN r3 = 'S' THEN 0.0 WHEN r3 = 'M' THEN 1.0 WHEN r3 = 'L' THEN 2.0 ELSE NULL END AS x3,
    CASE WHEN r4 = '-1' OR n4 = -1.0 THEN NULL WHEN LOWER(r4) IN ('true', 'yes', 'y', 't', 'on', '1', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'sÍ', 'si', 'sì', 'sÌ', 'sim', 'x', '✓', '✔', '☑', 'checked', 'selected') OR n4 = 1.0 THEN 'yes' WHEN LOWER(r4) IN ('false', 'no', 'n', 'f', 'off', '0', 'nein', 'falsch', 'non', 'faux', 'não', 'nÃo') OR n4 = 0.0 THEN 'no' WHEN r4 IN ('', '?', '-', '--', '.', '\\N', 'nan', '-1') OR n4 = -1.0 OR LOWER(r4) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r4 END AS t4,
    CASE WHEN r5 IN ('', '?', '-', '--', '.', '\\N', 'nan', '-1') OR n5 = -1.0 OR LOWER(r5) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r5 END AS t5
  FROM segment_days
),
segment_values AS (
  SELECT
    p0, r2, w2, x0, t5,
    CASE WHEN x0 IS NULL THEN 400.0 WHEN x0 < 40.0 THEN 40.0 WHEN x0 > 861.9999999999999 THEN 861.9999999999999 ELSE x0 END AS v0,
    CASE WHEN t1 IS NULL THEN -1 WHEN t1 = 'it\'s "west" \\' THEN 0 WHEN t1 = 'north' THEN 1 WHEN t1 = 'south' THEN 2 ELSE -1 END AS c1,
    CASE WHEN x2 IS NULL THEN 141.0 WHEN x2 < 0.39 THEN 0.39 WHEN x2 > 249.66 THEN 249.66 ELSE x2 END AS v2,
    CASE WHEN x3 IS NULL THEN 1.0 ELSE x3 END AS v3,
    CASE WHEN t4 IS NULL THEN -1 WHEN t4 = 'no' THEN 0 WHEN t4 = 'yes' THEN 1 ELSE -1 END AS c4,
    CASE WHEN t5 IS NULL THEN -1 WHEN t5 = '0' THEN 0 WHEN t5 = '1' THEN 1 WHEN t5 = '2' THEN 2 WHEN t5 = '3' THEN 3 WHEN n5 = 0.0 THEN 0 WHEN n5 = 1.0 THEN 1 WHEN n5 = 2.0 THEN 2 WHEN n5 = 3.0 THEN 3 ELSE -2 END AS c5
  FROM segment_known
),
segment_sums AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > -0.25 AND v0 < 0.4 THEN 1.0 ELSE 1.0 + v0 END AS u0
  FROM segment_values
),
segment_exponents AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    FLOOR(LN(u0) / 0.6931471805599453 + 0.5) AS e0
  FROM segment_sums
),
segment_halves AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0,
    u0 / POWER(2.0, e0) AS h0
  FROM segment_exponents
),
segment_fractions AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    CASE WHEN h0 > 1.4142135623730951 THEN e0 + 1.0 WHEN 2.0 * h0 <= 1.4142135623730951 THEN e0 - 1.0 ELSE e0 END AS i0,
    CASE WHEN v0 > -0.25 AND v0 < 0.4 THEN v0 WHEN h0 > 1.4142135623730951 THEN h0 / 2.0 - 1.0 WHEN 2.0 * h0 <= 1.4142135623730951 THEN 2.0 * h0 - 1.0 ELSE h0 - 1.0 END AS g0
  FROM segment_halves
),
segment_quotients AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0, g0,
    g0 / (2.0 + g0) AS s0
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
    g0 - s0 * (g0 - 2.0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * 0.047619047619047616 + 0.05263157894736842) + 0.058823529411764705) + 0.06666666666666667) + 0.07692307692307693) + 0.09090909090909091) + 0.1111111111111111) + 0.14285714285714285) + 0.2) + 0.3333333333333333))) AS k0
  FROM segment_powers
),
segment_logs AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > -0.25 AND v0 < 0.4 THEN k0 ELSE (i0 * 0.6931471803691238 + (i0 * 1.9082149292705877e-10 + k0)) + (v0 - (u0 - 1.0)) / u0 END AS l0
  FROM segment_series
),
segment_scaled AS (
  SELECT
    p0, c1, c4, c5,
    (l0 - 5.772025344255065) / 0.8663140757216288 AS z0,
    (v2 - 133.50125000000006) / 78.82653703504613 AS z2,
    (v3 - 0.975) / 0.821203385282842 AS z3,
    CASE WHEN (ABS(x0) > 1e+100) OR (w2 IS NULL AND r2 IS NOT NULL AND NOT (r2 IN ('', '?', '-', '--', '.', '\\N', '-1') OR LOWER(r2) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data'))) OR v0 IS NULL OR v2 IS NULL OR v3 IS NULL THEN NULL WHEN t5 IS NULL THEN 0 WHEN c5 = -2 THEN NULL ELSE 1 END AS placed
  FROM segment_logs
),
segment_squares AS (
  SELECT
    p0, placed,
    CASE c1 WHEN 0 THEN 3.0018761726078806 WHEN 1 THEN 0.0 WHEN 2 THEN 3.0018761726078806 ELSE 1.5009380863039403 END
      + CASE c4 WHEN 0 THEN 0.9999999999999998 WHEN 1 THEN 0.9999999999999998 ELSE 0.9999999999999998 END
      + CASE c5 WHEN 0 THEN 0.9115646258503403 WHEN 1 THEN 1.1020408163265307 WHEN 2 THEN 1.1020408163265307 WHEN 3 THEN 0.9115646258503403 ELSE 0.34013605442176875 END
      + (z0 - 0.07398434492704684) * (z0 - 0.07398434492704684)
      + (z2 - 0.3721032059269116) * (z2 - 0.3721032059269116)
      + (z3 - -1.187282002818567) * (z3 - -1.187282002818567) AS d0,
    CASE c1 WHEN 0 THEN 0.8703664642472554 WHEN 1 THEN 2.2558477746816616 WHEN 2 THEN 0.6394529125081876 ELSE 0.7549096883777215 END
      + CASE c4 WHEN 0 THEN 0.0 WHEN 1 THEN 3.999999999999999 ELSE 1.9999999999999996 END
      + CASE c5 WHEN 0 THEN 2.003944773175543 WHEN 1 THEN 0.5680473372781066 WHEN 2 THEN 2.003944773175543 WHEN 3 THEN 0.7731755424063118 ELSE 0.6706114398422092 END
      + (z0 - -0.17891130302135977) * (z0 - -0.17891130302135977)
      + (z2 - -0.19079503050825342) * (z2 - -0.19079503050825342)
      + (z3 - 0.5924701118601526) * (z3 - 0.5924701118601526) AS d1,
    CASE c1 WHEN 0 THEN 0.6394529125081876 WHEN 1 THEN 2.255847774681662 WHEN 2 THEN 0.8703664642472554 ELSE 0.7549096883777215 END
      + CASE c4 WHEN 0 THEN 3.999999999999999 WHEN 1 THEN 0.0 ELSE 1.9999999999999996 END
      + CASE c5 WHEN 0 THEN 0.7731755424063118 WHEN 1 THEN 2.003944773175543 WHEN 2 THEN 0.5680473372781066 WHEN 3 THEN 2.003944773175543 ELSE 0.6706114398422092 END
      + (z0 - 0.09923585463838513) * (z0 - 0.09923585463838513)
      + (z2 - -0.20993149895149954) * (z2 - -0.20993149895149954)
      + (z3 - 0.6861412757906117) * (z3 - 0.6861412757906117) AS d2
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
    arrayElement([NULL, -1, toInt32(indexOf([d0, d1, d2], closest) - 1)], placed + 2) AS segment
  FROM segment_closest
),
segment_placed AS (
  SELECT
    p0, segment,
    CASE segment WHEN 0 THEN 'Regulars' WHEN 1 THEN 'It\'s new' WHEN 2 THEN 'Big \\ old' ELSE NULL END AS segment_name,
    arrayElement([NULL, SQRT(closest)], (segment >= 0) - 1 + 2) AS distance,
    arrayElement([NULL, LEAST((d1 - closest) / 5.3499842364782415, (d2 - closest) / 5.461271436896483), LEAST((d0 - closest) / 5.3499842364782415, (d2 - closest) / 4.667115508867627), LEAST((d0 - closest) / 5.461271436896483, (d1 - closest) / 4.667115508867627)], segment + 2) AS margin
  FROM segment_nearest
)
SELECT
  segment_placed.p0 AS "customer id",
  segment_placed.segment AS segment,
  segment_placed.segment_name AS segment_name,
  segment_placed.distance AS distance,
  segment_placed.margin AS margin
FROM segment_placed
LIMIT 9223372036854775807
