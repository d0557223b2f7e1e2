import { InputError } from "../core/input-error.ts";
import { linearScale, logScale, logScaleFromZero, type Scale } from "./scale.ts";

const room = 0.02;

/** The scale of a column's numbers, NaN aside, with a little room around them; logarithmic where that is asked for. */
export function axisScale(where: string, column: string, values: Float64Array, isLog: boolean): Scale {
  let [min, max, leastPositive] = [Infinity, -Infinity, Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isLog && value < 0) {
      const rule = "must be at least 0 on a logarithmic axis";
      throw new InputError("below-zero", where, `column \`${column}\`, row ${i}: ${rule}`, value, { column, row: i });
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value > 0 && value < leastPositive) leastPositive = value;
  }
  if (max === -Infinity) return linearScale(0, 1);
  if (isLog && max === 0) return linearScale(0, 1);
  if (isLog) return min === 0 ? logScaleFromZero(leastPositive, max * (1 + room)) : logScale(min / (1 + room), max * (1 + room));
  const spare = room * (max - min);
  return linearScale(min >= 0 && min < spare ? 0 : min - spare, max + spare);
}
