WITH segment_cells AS (
  SELECT
    segment_source."customer id" AS p0,
    CAST(segment_source."spend per year" AS DOUBLE) AS r0,
    TRIM(CAST(segment_source."region" AS VARCHAR), CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(32) || CHR(160) || CHR(5760) || CHR(8192) || CHR(8193) || CHR(8194) || CHR(8195) || CHR(8196) || CHR(8197) || CHR(8198) || CHR(8199) || CHR(8200) || CHR(8201) || CHR(8202) || CHR(8232) || CHR(8233) || CHR(8239) || CHR(8287) || CHR(12288) || CHR(65279)) AS r1,
    TRIM(CAST(segment_source."since" AS VARCHAR), CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(32) || CHR(160) || CHR(5760) || CHR(8192) || CHR(8193) || CHR(8194) || CHR(8195) || CHR(8196) || CHR(8197) || CHR(8198) || CHR(8199) || CHR(8200) || CHR(8201) || CHR(8202) || CHR(8232) || CHR(8233) || CHR(8239) || CHR(8287) || CHR(12288) || CHR(65279)) AS r2,
    TRIM(CAST(segment_source."plan" AS VARCHAR), CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(32) || CHR(160) || CHR(5760) || CHR(8192) || CHR(8193) || CHR(8194) || CHR(8195) || CHR(8196) || CHR(8197) || CHR(8198) || CHR(8199) || CHR(8200) || CHR(8201) || CHR(8202) || CHR(8232) || CHR(8233) || CHR(8239) || CHR(8287) || CHR(12288) || CHR(65279)) AS r3,
    TRIM(CAST(segment_source."news" AS VARCHAR), CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(32) || CHR(160) || CHR(5760) || CHR(8192) || CHR(8193) || CHR(8194) || CHR(8195) || CHR(8196) || CHR(8197) || CHR(8198) || CHR(8199) || CHR(8200) || CHR(8201) || CHR(8202) || CHR(8232) || CHR(8233) || CHR(8239) || CHR(8287) || CHR(12288) || CHR(65279)) AS r4,
    TRIM(CAST(segment_source."floors" AS VARCHAR), CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(32) || CHR(160) || CHR(5760) || CHR(8192) || CHR(8193) || CHR(8194) || CHR(8195) || CHR(8196) || CHR(8197) || CHR(8198) || CHR(8199) || CHR(8200) || CHR(8201) || CHR(8202) || CHR(8232) || CHR(8233) || CHR(8239) || CHR(8287) || CHR(12288) || CHR(65279)) AS r5
  FROM "shop"."customers" AS segment_source
),
segment_parts AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5,
    CASE WHEN REGEXP_MATCHES(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN TRY_CAST(SUBSTR(r2, 1, 4) AS DOUBLE) WHEN REGEXP_MATCHES(r2, '^([0-9]{8})$') THEN TRY_CAST(SUBSTR(r2, 1, 4) AS DOUBLE) ELSE NULL END AS y2,
    CASE WHEN REGEXP_MATCHES(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN TRY_CAST(SUBSTR(r2, 6, 2) AS DOUBLE) WHEN REGEXP_MATCHES(r2, '^([0-9]{8})$') THEN TRY_CAST(SUBSTR(r2, 5, 2) AS DOUBLE) ELSE NULL END AS m2,
    CASE WHEN REGEXP_MATCHES(r2, '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$') THEN TRY_CAST(SUBSTR(r2, 9, 2) AS DOUBLE) WHEN REGEXP_MATCHES(r2, '^([0-9]{8})$') THEN TRY_CAST(SUBSTR(r2, 7, 2) AS DOUBLE) ELSE NULL END AS j2,
    CASE WHEN REGEXP_MATCHES(r4, '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$') THEN TRY_CAST(r4 AS DOUBLE) ELSE NULL END AS n4,
    CASE WHEN REGEXP_MATCHES(r5, '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$') THEN TRY_CAST(r5 AS DOUBLE) ELSE NULL END AS n5
  FROM segment_cells
),
segment_days AS (
  SELECT
    p0, r0, r1, r2, r3, r4, r5, m2, j2, n4, n5,
    CASE WHEN m2 BETWEEN 1 AND 12 AND j2 >= 1 AND j2 <= CASE WHEN m2 IN (4, 6, 9, 11) THEN 30 WHEN m2 <> 2 THEN 31 WHEN FLOOR(y2 / 4e0) * 4e0 = y2 AND (NOT (FLOOR(y2 / 100e0) * 100e0 = y2) OR FLOOR(y2 / 400e0) * 400e0 = y2) THEN 29 ELSE 28 END THEN 365 * (y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 4e0) - FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 100e0) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 400e0) + FLOOR((153 * (CASE WHEN m2 > 2 THEN m2 - 3 ELSE m2 + 9 END) + 2) / 5e0) + j2 - 719469 ELSE NULL END AS w2
  FROM segment_parts
),
segment_known AS (
  SELECT
    p0, r2, n5, w2,
    CASE WHEN ISNAN(r0) OR r0 = -1e0 THEN NULL ELSE r0 END AS x0,
    CASE WHEN r1 IN ('', '?', '-', '--', '.', '\N', '-1') OR LOWER(r1) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r1 END AS t1,
    CASE WHEN w2 = 2932896e0 OR (w2 < 12427e0 OR w2 > 27289e0) AND (w2 >= 47482e0 OR w2 < -25202e0 OR (m2 = 1 AND j2 = 1) OR (m2 = 12 AND j2 >= 30)) THEN NULL ELSE 19984e0 - w2 END AS x2,
    CASE WHEN r3 = 'S' THEN 0e0 WHEN r3 = 'M' THEN 1e0 WHEN r3 = 'L' THEN 2e0 ELSE NULL END AS x3,
    CASE WHEN r4 = '-1' OR n4 = -1e0 THEN NULL WHEN LOWER(r4) IN ('true', 'yes', 'y', 't', 'on', '1', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'sÍ', 'si', 'sì', 'sÌ', 'sim', 'x', '✓', '✔', '☑', 'checked', 'selected') OR n4 = 1e0 THEN 'yes' WHEN LOWER(r4) IN ('false', 'no', 'n', 'f', 'off', '0', 'nein', 'falsch', 'non', 'faux', 'não', 'nÃo') OR n4 = 0e0 THEN 'no' WHEN r4 IN ('', '?', '-', '--', '.', '\N', 'nan', '-1') OR n4 = -1e0 OR LOWER(r4) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r4 END AS t4,
    CASE WHEN r5 IN ('', '?', '-', '--', '.', '\N', 'nan', '-1') OR n5 = -1e0 OR LOWER(r5) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r5 END AS t5
  FROM segment_days
),
segment_values AS (
  SELECT
    p0, r2, w2, x0, t5,
    CASE WHEN x0 IS NULL THEN 400e0 WHEN x0 < 40e0 THEN 40e0 WHEN x0 > 861.9999999999999e0 THEN 861.9999999999999e0 ELSE x0 END AS v0,
    CASE WHEN t1 IS NULL THEN -1 WHEN t1 = 'it''s "west" \' THEN 0 WHEN t1 = 'north' THEN 1 WHEN t1 = 'south' THEN 2 ELSE -1 END AS c1,
    CASE WHEN x2 IS NULL THEN 141e0 WHEN x2 < 0.39e0 THEN 0.39e0 WHEN x2 > 249.66e0 THEN 249.66e0 ELSE x2 END AS v2,
    CASE WHEN x3 IS NULL THEN 1e0 ELSE x3 END AS v3,
    CASE WHEN t4 IS NULL THEN -1 WHEN t4 = 'no' THEN 0 WHEN t4 = 'yes' THEN 1 ELSE -1 END AS c4,
    CASE WHEN t5 IS NULL THEN -1 WHEN t5 = '0' THEN 0 WHEN t5 = '1' THEN 1 WHEN t5 = '2' THEN 2 WHEN t5 = '3' THEN 3 WHEN n5 = 0e0 THEN 0 WHEN n5 = 1e0 THEN 1 WHEN n5 = 2e0 THEN 2 WHEN n5 = 3e0 THEN 3 ELSE -2 END AS c5
  FROM segment_known
),
segment_sums AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > -0.25e0 AND v0 < 0.4e0 THEN 1e0 ELSE 1e0 + v0 END AS u0
  FROM segment_values
),
segment_exponents AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    FLOOR(LN(u0) / 0.6931471805599453e0 + 0.5e0) AS e0
  FROM segment_sums
),
segment_halves AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0,
    u0 / POWER(2e0, e0) AS h0
  FROM segment_exponents
),
segment_fractions AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0,
    CASE WHEN h0 > 1.4142135623730951e0 THEN e0 + 1e0 WHEN 2e0 * h0 <= 1.4142135623730951e0 THEN e0 - 1e0 ELSE e0 END AS i0,
    CASE WHEN v0 > -0.25e0 AND v0 < 0.4e0 THEN v0 WHEN h0 > 1.4142135623730951e0 THEN h0 / 2e0 - 1e0 WHEN 2e0 * h0 <= 1.4142135623730951e0 THEN 2e0 * h0 - 1e0 ELSE h0 - 1e0 END AS g0
  FROM segment_halves
),
segment_quotients AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0, i0, g0,
    g0 / (2e0 + g0) AS s0
  FROM segment_fractions
),
segment_powers AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0, i0, g0, s0,
    s0 * s0 AS o0
  FROM segment_quotients
),
segment_series AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0, i0,
    g0 - s0 * (g0 - 2e0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * 0.047619047619047616e0 + 0.05263157894736842e0) + 0.058823529411764705e0) + 0.06666666666666667e0) + 0.07692307692307693e0) + 0.09090909090909091e0) + 0.1111111111111111e0) + 0.14285714285714285e0) + 0.2e0) + 0.3333333333333333e0))) AS k0
  FROM segment_powers
),
segment_logs AS (
  SELECT
    p0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, e0,
    CASE WHEN v0 > -0.25e0 AND v0 < 0.4e0 THEN k0 ELSE (i0 * 0.6931471803691238e0 + (i0 * 1.9082149292705877e-10 + k0)) + (v0 - (u0 - 1e0)) / u0 END AS l0
  FROM segment_series
),
segment_scaled AS (
  SELECT
    p0, c1, c4, c5, e0,
    (l0 - 5.772025344255065e0) / 0.8663140757216288e0 AS z0,
    (v2 - 133.50125000000006e0) / 78.82653703504613e0 AS z2,
    (v3 - 0.975e0) / 0.821203385282842e0 AS z3,
    CASE WHEN (ABS(x0) > 1e+100) OR (w2 IS NULL AND r2 IS NOT NULL AND NOT (r2 IN ('', '?', '-', '--', '.', '\N', '-1') OR LOWER(r2) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data'))) OR v0 IS NULL OR v2 IS NULL OR v3 IS NULL THEN NULL WHEN t5 IS NULL THEN 0 WHEN c5 = -2 THEN NULL ELSE 1 END AS placed
  FROM segment_logs
),
segment_squares AS (
  SELECT
    p0, e0, placed,
    CASE c1 WHEN 0 THEN 3.0018761726078806e0 WHEN 1 THEN 0e0 WHEN 2 THEN 3.0018761726078806e0 ELSE 1.5009380863039403e0 END
      + CASE c4 WHEN 0 THEN 0.9999999999999998e0 WHEN 1 THEN 0.9999999999999998e0 ELSE 0.9999999999999998e0 END
      + CASE c5 WHEN 0 THEN 0.9115646258503403e0 WHEN 1 THEN 1.1020408163265307e0 WHEN 2 THEN 1.1020408163265307e0 WHEN 3 THEN 0.9115646258503403e0 ELSE 0.34013605442176875e0 END
      + (z0 - 0.07398434492704684e0) * (z0 - 0.07398434492704684e0)
      + (z2 - 0.3721032059269116e0) * (z2 - 0.3721032059269116e0)
      + (z3 - -1.187282002818567e0) * (z3 - -1.187282002818567e0) AS d0,
    CASE c1 WHEN 0 THEN 0.8703664642472554e0 WHEN 1 THEN 2.2558477746816616e0 WHEN 2 THEN 0.6394529125081876e0 ELSE 0.7549096883777215e0 END
      + CASE c4 WHEN 0 THEN 0e0 WHEN 1 THEN 3.999999999999999e0 ELSE 1.9999999999999996e0 END
      + CASE c5 WHEN 0 THEN 2.003944773175543e0 WHEN 1 THEN 0.5680473372781066e0 WHEN 2 THEN 2.003944773175543e0 WHEN 3 THEN 0.7731755424063118e0 ELSE 0.6706114398422092e0 END
      + (z0 - -0.17891130302135977e0) * (z0 - -0.17891130302135977e0)
      + (z2 - -0.19079503050825342e0) * (z2 - -0.19079503050825342e0)
      + (z3 - 0.5924701118601526e0) * (z3 - 0.5924701118601526e0) AS d1,
    CASE c1 WHEN 0 THEN 0.6394529125081876e0 WHEN 1 THEN 2.255847774681662e0 WHEN 2 THEN 0.8703664642472554e0 ELSE 0.7549096883777215e0 END
      + CASE c4 WHEN 0 THEN 3.999999999999999e0 WHEN 1 THEN 0e0 ELSE 1.9999999999999996e0 END
      + CASE c5 WHEN 0 THEN 0.7731755424063118e0 WHEN 1 THEN 2.003944773175543e0 WHEN 2 THEN 0.5680473372781066e0 WHEN 3 THEN 2.003944773175543e0 ELSE 0.6706114398422092e0 END
      + (z0 - 0.09923585463838513e0) * (z0 - 0.09923585463838513e0)
      + (z2 - -0.20993149895149954e0) * (z2 - -0.20993149895149954e0)
      + (z3 - 0.6861412757906117e0) * (z3 - 0.6861412757906117e0) AS d2
  FROM segment_scaled
),
segment_closest AS (
  SELECT
    p0, e0, placed, d0, d1, d2,
    LEAST(d0, LEAST(d1, d2)) AS closest
  FROM segment_squares
),
segment_nearest AS (
  SELECT
    p0, e0, d0, d1, d2, closest,
    CASE WHEN placed IS NULL THEN NULL WHEN placed = 0 THEN -1 WHEN d0 = closest THEN 0 WHEN d1 = closest THEN 1 ELSE 2 END AS segment
  FROM segment_closest
),
segment_placed AS (
  SELECT
    p0, segment,
    CASE segment WHEN 0 THEN 'Regulars' WHEN 1 THEN 'It''s new' WHEN 2 THEN 'Big \ old' ELSE NULL END AS segment_name,
    CASE WHEN segment >= 0 THEN SQRT(closest) ELSE NULL END AS distance,
    CASE segment WHEN 0 THEN LEAST((d1 - closest) / 5.3499842364782415e0, (d2 - closest) / 5.461271436896483e0) WHEN 1 THEN LEAST((d0 - closest) / 5.3499842364782415e0, (d2 - closest) / 4.667115508867627e0) WHEN 2 THEN LEAST((d0 - closest) / 5.461271436896483e0, (d1 - closest) / 4.667115508867627e0) ELSE NULL END AS margin
  FROM segment_nearest
)
SELECT
  segment_placed.p0 AS "customer id",
  segment_placed.segment AS segment,
  segment_placed.segment_name AS segment_name,
  segment_placed.distance AS distance,
  segment_placed.margin AS margin
FROM segment_placed
