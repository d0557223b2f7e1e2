// The figures of all suites as Markdown.
const kinds = ["same", "difference", "refused", "wrong", "crash"];

export function tableOf(runs) {
  const all = runs.flatMap(({ found }) => found);
  const lines = runs.map(({ suite, options, found }) => `| ${suite} | ${options} | ${found.length} | ${counts(found).join(" | ")} |`);
  return `# Other projects' suites

What \`parseCsv\` makes of the cases of other readers' own tests, with the options that a case asks for and with none (the first row being
the header), and whether \`readCsv\` makes the same of it in pieces of 7 characters. \`UPDATE_SUITES=1 npm test\` in test/suites renews
this file.

| suite | options | cases | same | documented difference | refused | wrong | crash |
| --- | --- | --: | --: | --: | --: | --: | --: |
${lines.join("\n")}
| all | | ${all.length} | ${counts(all).join(" | ")} |

| documented difference | where | cases |
| --- | --- | --: |
${tally(all, "difference", ({ why, where }) => `${why} | ${where}`)}

| refused | cases |
| --- | --: |
${tally(all, "refused", ({ why }) => why)}

dsv became d3-dsv, and csv became csv-parse, whose own packages hold no tests (d3-dsv 0.1.0, 1.0.0, 3.0.2; csv-parse 0.0.6, 0.1.4, 1.0.0,
1.3.3, 2.5.0, 4.16.3, 7.0.3). The tests of CSV.jl are in no registry that is reached. The cases of cpython, pandas and uniVocity are what
their own tests give to their readers, and what these read of it.
`;
}

function counts(found) {
  return kinds.map((kind) => found.filter((one) => one.kind === kind).length);
}

/** How many cases each rule was used in, the most used first. */
function tally(all, kind, say) {
  const used = new Map();
  for (const { rules } of all.filter((one) => one.kind === kind)) for (const rule of rules) used.set(rule, (used.get(rule) ?? 0) + 1);
  return [...used].sort(([, a], [, b]) => b - a).map(([rule, count]) => `| ${say(rule)} | ${count} |`).join("\n");
}
