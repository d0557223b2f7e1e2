import {
  aNumber, anObject, aRecord, aText, checked, either, PartFault, finite, integer, listOfAll, numbersOf, oneOf, positive, type JsonShape,
} from "../core/json-shape.ts";
import type { Reading } from "../prepare/spec.ts";
import { columnTypes } from "../table/column-type.ts";
import { dateOrders } from "../table/date-text.ts";
import { decimals } from "../table/number-text.ts";
import { scales, transforms, unseens } from "./feature.ts";

// What a model says of columns, as JSON.

const columnType = /* @__PURE__ */ oneOf(columnTypes);
const day = /* @__PURE__ */ aText('must be a day such as "2024-01-31"', (text) => /^-?\d+-\d\d-\d\d$/.test(text));
const texts = /* @__PURE__ */ (() => listOfAll(aText()))();

/** How a column is written. */
const writing = /* @__PURE__ */ (() => ({
  decimal: oneOf(decimals),
  unit: aText(),
  thousands: oneOf([false]),
  dateOrder: oneOf(dateOrders),
  placeholders: texts,
  order: texts,
}))();

/** How a column is read: of ordered categories it must say the order. */
export const readingShape: JsonShape = /* @__PURE__ */ (() => {
  const shape = anObject({ column: aText(), type: columnType }, { ...writing, span: listOfAll(day, { exactly: 2 }), asOf: day });
  return checked(shape, ({ type, order }: Reading) => {
    if (type === "ordered" && order === undefined) throw new PartFault("must be an array", "undefined", "order");
  });
})();

const isText = (value: unknown): boolean => typeof value === "string";

const missingPolicy: JsonShape = /* @__PURE__ */ (() => {
  const words = oneOf(["error", "mean", "median", "mode", "category", "drop"]);
  return either(isText, words, anObject({ fill: either(isText, aText(), aNumber(finite())) }));
})();

const quantiles: JsonShape = /* @__PURE__ */ (() => {
  const two = numbersOf(finite({ min: 0, max: 1 }), { exactly: 2 });
  return either((value) => value === false, oneOf([false]), two);
})();

/** What was said and found of a feature. */
export const featureShape: JsonShape = /* @__PURE__ */ (() => anObject({ column: aText() }, {
  type: columnType,
  ...writing,
  labels: aRecord(aText()),
  missing: missingPolicy,
  transform: oneOf(transforms),
  winsorise: quantiles,
  scale: oneOf(scales),
  weight: aNumber(positive()),
  maxCategories: aNumber(integer({ min: 1 })),
  poolBelow: aNumber(finite({ min: 0, max: 1 })),
  unseen: oneOf(unseens),
}))();
