WITH segment_cells AS (
  SELECT
    segment_source.`customer id` AS p0,
    CAST(segment_source.`spend per year` AS DOUBLE) AS r0,
    CASE WHEN segment_source.`spend per year` IS NULL OR CAST(segment_source.`spend per year` AS DOUBLE) IS NOT NULL OR TRIM(BOTH DECODE(X'090a0b0c0d20c2a0e19a80e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae280a8e280a9e280afe2819fe38080efbbbf', 'UTF-8') FROM CAST(segment_source.`spend per year` AS STRING)) IN ('', '?', '-', '--', '.', '\\N', '-1') OR LOWER(TRIM(BOTH DECODE(X'090a0b0c0d20c2a0e19a80e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae280a8e280a9e280afe2819fe38080efbbbf', 'UTF-8') FROM CAST(segment_source.`spend per year` AS STRING))) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN 0 ELSE 1 END AS q0,
    TRIM(BOTH DECODE(X'090a0b0c0d20c2a0e19a80e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae280a8e280a9e280afe2819fe38080efbbbf', 'UTF-8') FROM CAST(segment_source.`region` AS STRING)) AS r1,
    TRIM(BOTH DECODE(X'090a0b0c0d20c2a0e19a80e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae280a8e280a9e280afe2819fe38080efbbbf', 'UTF-8') FROM CAST(segment_source.`since` AS STRING)) AS r2,
    TRIM(BOTH DECODE(X'090a0b0c0d20c2a0e19a80e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae280a8e280a9e280afe2819fe38080efbbbf', 'UTF-8') FROM CAST(segment_source.`plan` AS STRING)) AS r3,
    TRIM(BOTH DECODE(X'090a0b0c0d20c2a0e19a80e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae280a8e280a9e280afe2819fe38080efbbbf', 'UTF-8') FROM CAST(segment_source.`news` AS STRING)) AS r4,
    TRIM(BOTH DECODE(X'090a0b0c0d20c2a0e19a80e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae280a8e280a9e280afe2819fe38080efbbbf', 'UTF-8') FROM CAST(segment_source.`floors` AS STRING)) AS r5
  FROM `shop`.`customers` AS segment_source
),
segment_parts AS (
  SELECT
    p0, r0, q0, r1, r2, r3, r4, r5,
    CASE WHEN r2 RLIKE '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$' THEN CAST(SUBSTR(r2, 1, 4) AS DOUBLE) WHEN r2 RLIKE '^([0-9]{8})$' THEN CAST(SUBSTR(r2, 1, 4) AS DOUBLE) ELSE NULL END AS y2,
    CASE WHEN r2 RLIKE '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$' THEN CAST(SUBSTR(r2, 6, 2) AS DOUBLE) WHEN r2 RLIKE '^([0-9]{8})$' THEN CAST(SUBSTR(r2, 5, 2) AS DOUBLE) ELSE NULL END AS m2,
    CASE WHEN r2 RLIKE '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?)$' THEN CAST(SUBSTR(r2, 9, 2) AS DOUBLE) WHEN r2 RLIKE '^([0-9]{8})$' THEN CAST(SUBSTR(r2, 7, 2) AS DOUBLE) ELSE NULL END AS j2,
    CASE WHEN r4 RLIKE '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$' THEN CAST(r4 AS DOUBLE) ELSE NULL END AS n4,
    CASE WHEN r5 RLIKE '^([+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?)$' THEN CAST(r5 AS DOUBLE) ELSE NULL END AS n5
  FROM segment_cells
),
segment_days AS (
  SELECT
    p0, r0, q0, r1, r2, r3, r4, r5, m2, j2, n4, n5,
    CASE WHEN m2 BETWEEN 1 AND 12 AND j2 >= 1 AND j2 <= CASE WHEN m2 IN (4, 6, 9, 11) THEN 30 WHEN m2 <> 2 THEN 31 WHEN FLOOR(y2 / 4D) * 4D = y2 AND (NOT (FLOOR(y2 / 100D) * 100D = y2) OR FLOOR(y2 / 400D) * 400D = y2) THEN 29 ELSE 28 END THEN 365 * (y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 4D) - FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 100D) + FLOOR((y2 - CASE WHEN m2 > 2 THEN 0 ELSE 1 END) / 400D) + FLOOR((153 * (CASE WHEN m2 > 2 THEN m2 - 3 ELSE m2 + 9 END) + 2) / 5D) + j2 - 719469 ELSE NULL END AS w2
  FROM segment_parts
),
segment_known AS (
  SELECT
    p0, q0, r2, n5, w2,
    CASE WHEN ISNAN(r0) OR r0 = -1D THEN NULL ELSE r0 END AS x0,
    CASE WHEN r1 IN ('', '?', '-', '--', '.', '\\N', '-1') OR LOWER(r1) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r1 END AS t1,
    CASE WHEN w2 = 2932896D OR (w2 < 12427D OR w2 > 27289D) AND (w2 >= 47482D OR w2 < -25202D OR (m2 = 1 AND j2 = 1) OR (m2 = 12 AND j2 >= 30)) THEN NULL ELSE 19984D - w2 END AS x2,
    CASE WHEN r3 = 'S' THEN 0D WHEN r3 = 'M' THEN 1D WHEN r3 = 'L' THEN 2D ELSE NULL END AS x3,
    CASE WHEN r4 = '-1' OR n4 = -1D THEN NULL WHEN LOWER(r4) IN ('true', 'yes', 'y', 't', 'on', '1', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'sÍ', 'si', 'sì', 'sÌ', 'sim', 'x', '✓', '✔', '☑', 'checked', 'selected') OR n4 = 1D THEN 'yes' WHEN LOWER(r4) IN ('false', 'no', 'n', 'f', 'off', '0', 'nein', 'falsch', 'non', 'faux', 'não', 'nÃo') OR n4 = 0D THEN 'no' WHEN r4 IN ('', '?', '-', '--', '.', '\\N', 'NaN', '-1') OR n4 = -1D OR LOWER(r4) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r4 END AS t4,
    CASE WHEN r5 IN ('', '?', '-', '--', '.', '\\N', 'NaN', '-1') OR n5 = -1D OR LOWER(r5) IN ('#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data') THEN NULL ELSE r5 END AS t5
  FROM segment_days
),
segment_values AS (
  SELECT
    p0, q0, r2, w2, x0, t5,
    CASE WHEN x0 IS NULL THEN 400D WHEN x0 < 40D THEN 40D WHEN x0 > 861.9999999999999D THEN 861.9999999999999D ELSE x0 END AS v0,
    CASE WHEN t1 IS NULL THEN -1 WHEN t1 = 'it\'s "west" \\' THEN 0 WHEN t1 = 'north' THEN 1 WHEN t1 = 'south' THEN 2 ELSE -1 END AS c1,
    CASE WHEN x2 IS NULL THEN 141D WHEN x2 < 0.39D THEN 0.39D WHEN x2 > 249.66D THEN 249.66D ELSE x2 END AS v2,
    CASE WHEN x3 IS NULL THEN 1D ELSE x3 END AS v3,
    CASE WHEN t4 IS NULL THEN -1 WHEN t4 = 'no' THEN 0 WHEN t4 = 'yes' THEN 1 ELSE -1 END AS c4,
    CASE WHEN t5 IS NULL THEN -1 WHEN t5 = '0' THEN 0 WHEN t5 = '1' THEN 1 WHEN t5 = '2' THEN 2 WHEN t5 = '3' THEN 3 WHEN n5 = 0D THEN 0 WHEN n5 = 1D THEN 1 WHEN n5 = 2D THEN 2 WHEN n5 = 3D THEN 3 ELSE -2 END AS c5
  FROM segment_known
),
segment_sums AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > -0.25D AND v0 < 0.4D THEN 1D ELSE 1D + v0 END AS u0
  FROM segment_values
),
segment_exponents AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    FLOOR(LN(u0) / 0.6931471805599453D + 0.5D) AS e0
  FROM segment_sums
),
segment_halves AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, e0,
    u0 / POWER(2D, e0) AS h0
  FROM segment_exponents
),
segment_fractions AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0,
    CASE WHEN h0 > 1.4142135623730951D THEN e0 + 1D WHEN 2D * h0 <= 1.4142135623730951D THEN e0 - 1D ELSE e0 END AS i0,
    CASE WHEN v0 > -0.25D AND v0 < 0.4D THEN v0 WHEN h0 > 1.4142135623730951D THEN h0 / 2D - 1D WHEN 2D * h0 <= 1.4142135623730951D THEN 2D * h0 - 1D ELSE h0 - 1D END AS g0
  FROM segment_halves
),
segment_quotients AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0, g0,
    g0 / (2D + g0) AS s0
  FROM segment_fractions
),
segment_powers AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0, g0, s0,
    s0 * s0 AS o0
  FROM segment_quotients
),
segment_series AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5, u0, i0,
    g0 - s0 * (g0 - 2D * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * (o0 * 0.047619047619047616D + 0.05263157894736842D) + 0.058823529411764705D) + 0.06666666666666667D) + 0.07692307692307693D) + 0.09090909090909091D) + 0.1111111111111111D) + 0.14285714285714285D) + 0.2D) + 0.3333333333333333D))) AS k0
  FROM segment_powers
),
segment_logs AS (
  SELECT
    p0, q0, r2, w2, x0, t5, v0, c1, v2, v3, c4, c5,
    CASE WHEN v0 > -0.25D AND v0 < 0.4D THEN k0 ELSE (i0 * 0.6931471803691238D + (i0 * 1.9082149292705877e-10D + k0)) + (v0 - (u0 - 1D)) / u0 END AS l0
  FROM segment_series
),
segment_scaled AS (
  SELECT
    p0, c1, c4, c5,
    (l0 - 5.772025344255065D) / 0.8663140757216288D AS z0,
    (v2 - 133.50125000000006D) / 78.82653703504613D AS z2,
    (v3 - 0.975D) / 0.821203385282842D AS z3,
    CASE WHEN (ABS(x0) > 1e+100D) OR (q0 = 1) OR (w2 IS NULL AND r2 IS NOT NULL AND NOT (r2 IN ('', '?', '-', '--', '.', '\\N', '-1') OR LOWER(r2) IN ('na', 'n/a', '<na>', 'null', 'none', 'nan', 'nat', 'nil', '0000-00-00', '0000-00-00 00:00:00', '#n/a', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#spill!', '#calc!', '#error!', '#field!', '#getting_data'))) OR v0 IS NULL OR v2 IS NULL OR v3 IS NULL THEN NULL WHEN t5 IS NULL THEN 0 WHEN c5 = -2 THEN NULL ELSE 1 END AS placed
  FROM segment_logs
),
segment_squares AS (
  SELECT
    p0, placed,
    CASE c1 WHEN 0 THEN 3.0018761726078806D WHEN 1 THEN 0D WHEN 2 THEN 3.0018761726078806D ELSE 1.5009380863039403D END
      + CASE c4 WHEN 0 THEN 0.9999999999999998D WHEN 1 THEN 0.9999999999999998D ELSE 0.9999999999999998D END
      + CASE c5 WHEN 0 THEN 0.9115646258503403D WHEN 1 THEN 1.1020408163265307D WHEN 2 THEN 1.1020408163265307D WHEN 3 THEN 0.9115646258503403D ELSE 0.34013605442176875D END
      + (z0 - 0.07398434492704684D) * (z0 - 0.07398434492704684D)
      + (z2 - 0.3721032059269116D) * (z2 - 0.3721032059269116D)
      + (z3 - -1.187282002818567D) * (z3 - -1.187282002818567D) AS d0,
    CASE c1 WHEN 0 THEN 0.8703664642472554D WHEN 1 THEN 2.2558477746816616D WHEN 2 THEN 0.6394529125081876D ELSE 0.7549096883777215D END
      + CASE c4 WHEN 0 THEN 0D WHEN 1 THEN 3.999999999999999D ELSE 1.9999999999999996D END
      + CASE c5 WHEN 0 THEN 2.003944773175543D WHEN 1 THEN 0.5680473372781066D WHEN 2 THEN 2.003944773175543D WHEN 3 THEN 0.7731755424063118D ELSE 0.6706114398422092D END
      + (z0 - -0.17891130302135977D) * (z0 - -0.17891130302135977D)
      + (z2 - -0.19079503050825342D) * (z2 - -0.19079503050825342D)
      + (z3 - 0.5924701118601526D) * (z3 - 0.5924701118601526D) AS d1,
    CASE c1 WHEN 0 THEN 0.6394529125081876D WHEN 1 THEN 2.255847774681662D WHEN 2 THEN 0.8703664642472554D ELSE 0.7549096883777215D END
      + CASE c4 WHEN 0 THEN 3.999999999999999D WHEN 1 THEN 0D ELSE 1.9999999999999996D END
      + CASE c5 WHEN 0 THEN 0.7731755424063118D WHEN 1 THEN 2.003944773175543D WHEN 2 THEN 0.5680473372781066D WHEN 3 THEN 2.003944773175543D ELSE 0.6706114398422092D END
      + (z0 - 0.09923585463838513D) * (z0 - 0.09923585463838513D)
      + (z2 - -0.20993149895149954D) * (z2 - -0.20993149895149954D)
      + (z3 - 0.6861412757906117D) * (z3 - 0.6861412757906117D) AS d2
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
    CASE segment WHEN 0 THEN 'Regulars' WHEN 1 THEN 'It\'s new' WHEN 2 THEN 'Big \\ old' ELSE NULL END AS segment_name,
    CASE WHEN segment >= 0 THEN SQRT(closest) ELSE NULL END AS distance,
    CASE segment WHEN 0 THEN LEAST((d1 - closest) / 5.3499842364782415D, (d2 - closest) / 5.461271436896483D) WHEN 1 THEN LEAST((d0 - closest) / 5.3499842364782415D, (d2 - closest) / 4.667115508867627D) WHEN 2 THEN LEAST((d0 - closest) / 5.461271436896483D, (d1 - closest) / 4.667115508867627D) ELSE NULL END AS margin
  FROM segment_nearest
)
SELECT
  segment_placed.p0 AS `customer id`,
  segment_placed.segment AS segment,
  segment_placed.segment_name AS segment_name,
  segment_placed.distance AS distance,
  segment_placed.margin AS margin
FROM segment_placed
