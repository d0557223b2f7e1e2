// Reads one case with the library and says what came of it.
import { differences, faults, refusalOf, refusals } from "./rules.mjs";

const pieceLength = 7;

/**
 * What came of a case, and which rules say why: `same`, a documented `difference`, `refused`, `wrong` (another table without a rule that
 * says so), `crash` (another error than the library's own).
 *
 * A case is a `text`, the `options` that the suite's own are for the library, those that it has no option for (`missing`), and what the
 * suite wants: `names`, where a header is read, and `rows` of texts; or `isFaulty`, where it has an error.
 */
export async function classify(library, { text, options, missing = [], names, rows, isFaulty = false }) {
  if (missing.length > 0) return refused(refusalOf(missing[0]), `no option like ${missing[0]}`);
  const { columns, error } = await attempt(() => library.parseCsv(text, options));
  const inPieces = await attempt(() => library.readCsv(piecesOf(text), options));
  if (error !== undefined && !(error instanceof library.InputError)) return { kind: "crash", detail: String(error?.stack ?? error) };
  if (outcome(inPieces) !== outcome({ columns, error })) return { kind: "wrong", detail: `in pieces: ${outcome(inPieces)}` };
  if (error !== undefined) {
    if (isFaulty) return { kind: "same", rules: [] };
    return refused(refusals[error.code], error.message);
  }
  if (rows === undefined) return readAnyway(text, options);
  const context = { text, options, notices: library.csvNotices?.(columns) ?? [], columns };
  let wanted = { names, rows };
  if (isSame(columns, wanted, options)) return { kind: "same", rules: [] };
  const used = [];
  for (const rule of differences) {
    const next = rule.apply(wanted, context);
    if (JSON.stringify(next) !== JSON.stringify(wanted)) used.push(rule);
    wanted = next;
    if (isSame(columns, wanted, options)) return { kind: "difference", rules: used };
  }
  return { kind: "wrong", detail: `read as ${JSON.stringify(columns).slice(0, 400)}` };
}

/** Refused for a reason that is stated; else that is wrong. */
function refused(rule, detail) {
  return rule === undefined ? { kind: "wrong", detail } : { kind: "refused", rules: [rule], detail };
}

async function attempt(call) {
  try {
    return { columns: await call() };
  } catch (error) {
    return { error };
  }
}

function piecesOf(text) {
  return Array.from({ length: Math.ceil(text.length / pieceLength) }, (_, i) => text.slice(i * pieceLength, (i + 1) * pieceLength));
}

function outcome({ columns, error }) {
  return error === undefined ? JSON.stringify(columns) : String(error.code ?? error);
}

/** The suite has an error where the library reads a table. */
function readAnyway(text, options) {
  const rule = faults.find(({ applies }) => applies(text, options));
  return rule === undefined ? { kind: "wrong", detail: "the suite refuses it" } : { kind: "difference", rules: [rule] };
}

function isSame(columns, { names, rows }, { decimal = "." }) {
  const all = Object.keys(columns);
  const wanted = names ?? all.map((_, c) => `column${c + 1}`);
  if (wanted.length !== all.length || new Set(wanted).size !== all.length) return false;
  return wanted.every((name, c) => {
    const column = columns[name];
    return column?.length === rows.length && rows.every((row, r) => row.length === all.length && isCell(column[r], row[c], decimal));
  });
}

/** A cell of the library's is a number, a text, or missing; a suite has texts, and an empty one for missing. */
function isCell(ours, theirs, decimal) {
  if (theirs === null || theirs === undefined || theirs === "") return ours === null || Number.isNaN(ours);
  if (typeof ours !== "number") return ours === String(theirs);
  return ours === Number(String(theirs).replace(decimal, "."));
}
