// A small checker of JSON Schema (2020-12): the words that docs/model.schema.json uses, and an error on any other.

export type Schema = Readonly<Record<string, unknown>>;

const known = new Set([
  "$schema", "$id", "title", "description", "$defs", "$ref", "type", "const", "enum", "required", "properties", "additionalProperties", "items", "minItems", "maxItems",
  "minimum", "maximum", "exclusiveMinimum", "pattern", "oneOf", "if", "then",
]);

/** The first way into `value` that the schema refuses, or undefined. */
export function refusedBy(root: Schema, value: unknown, schema: Schema = root, path = ""): string | undefined {
  const other = Object.keys(schema).find((word) => !known.has(word));
  if (other !== undefined) throw new Error(`the checker does not know ${other}`);
  const { $ref, type, enum: words, oneOf, if: condition, then, pattern } = schema as Record<string, never>;
  const inner = (part: unknown, of: unknown, step = ""): string | undefined => refusedBy(root, part, of as Schema, path + step);
  if ($ref !== undefined) {
    const found = inner(value, (root["$defs"] as Record<string, unknown>)[($ref as string).replace("#/$defs/", "")]);
    if (found !== undefined) return found;
  }
  if (type !== undefined && ![type].flat().some((one) => isOf(one, value))) return `${path}: type`;
  if ("const" in schema && value !== schema["const"]) return `${path}: const`;
  if (words !== undefined && !(words as unknown[]).includes(value)) return `${path}: enum`;
  if (oneOf !== undefined && (oneOf as unknown[]).filter((one) => inner(value, one) === undefined).length !== 1) return `${path}: oneOf`;
  if (condition !== undefined && inner(value, condition) === undefined) {
    const found = inner(value, then);
    if (found !== undefined) return found;
  }
  if (typeof value === "string" && pattern !== undefined && !new RegExp(pattern).test(value)) return `${path}: pattern`;
  if (typeof value === "number") return inRange(schema, value) ? undefined : `${path}: range`;
  if (Array.isArray(value)) return inArray(schema, value, path, inner);
  return typeof value === "object" && value !== null ? inObject(schema, value as Record<string, unknown>, path, inner) : undefined;
}

type Inner = (part: unknown, of: unknown, step?: string) => string | undefined;

function isOf(type: string, value: unknown): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type && (type !== "number" || Number.isFinite(value));
}

function inRange({ minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity }: Record<string, unknown>, value: number): boolean {
  return value >= Number(minimum) && value <= Number(maximum) && value > Number(exclusiveMinimum);
}

function inArray({ items, minItems = 0, maxItems = Infinity }: Record<string, unknown>, value: unknown[], path: string, inner: Inner): string | undefined {
  if (value.length < Number(minItems) || value.length > Number(maxItems)) return `${path}: length`;
  for (const [i, part] of value.entries()) {
    const found = items === undefined ? undefined : inner(part, items, `[${i}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inObject({ required = [], properties = {}, additionalProperties }: Record<string, unknown>, value: Record<string, unknown>, path: string, inner: Inner): string | undefined {
  for (const name of required as string[]) if (!Object.hasOwn(value, name)) return `${path}.${name}: required`;
  for (const [name, part] of Object.entries(value)) {
    const own = Object.hasOwn(properties as object, name) ? (properties as Record<string, unknown>)[name] : additionalProperties;
    if (own === false) return `${path}.${name}: unknown`;
    const found = own === undefined ? undefined : inner(part, own, `.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
