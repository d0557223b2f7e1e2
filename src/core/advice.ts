// What a caller can do about a fault or a warning, as data: the library says it in options, the command in flags.

/** What goes with each advice, by what is advised. */
export interface Advices {
  /** Read a column as categories. */
  readonly category: Readonly<Record<"column", string>>;
  /** Leave a column out. */
  readonly ignore: Readonly<Record<"column", string>>;
  /** Keep a column that is left out. */
  readonly keep: Readonly<Record<"column", string>>;
  /** List the columns to keep. */
  readonly "keep-some": Readonly<Record<never, never>>;
  /** Say in which order the dates of a column are written. */
  readonly "date-order": Readonly<Record<"column", string>> & Readonly<Record<"value", string>>;
  /** Transform a column, or all numbers where none is named. */
  readonly transform: Partial<Readonly<Record<"column", string>>> & Readonly<Record<"value", string>>;
  /** Bound the extreme values of a column, or of all numbers where none is named. */
  readonly winsorise: Partial<Readonly<Record<"column", string>>> & {
    /** The two quantiles; false for no bounds. */
    readonly value: readonly [low: number, high: number] | false;
  };
  /** Describe segments by columns that do not make them. */
  readonly profile: {
    /** The columns. */
    readonly columns: readonly string[];
  };
  /** Scale the features otherwise. */
  readonly scaling: Readonly<Record<"value", string>>;
  /** Read the text with another decimal mark. */
  readonly decimal: Readonly<Record<"value", string>>;
  /** Say with which decimal mark the numbers of a column are written. */
  readonly "column-decimal": Readonly<Record<"column", string>> & Readonly<Record<"value", string>>;
  /** Split the lines at another character. */
  readonly delimiter: Readonly<Record<"value", string>>;
  /** Read the bytes in another encoding. */
  readonly encoding: Readonly<Record<"value", string>>;
  /** Leave out lines above the header. */
  readonly skip: {
    /** How many. */
    readonly lines: number;
  };
  /** Leave out lines that begin in a way. */
  readonly comment: Readonly<Record<"value", string>>;
  /** Say what stands before a quote that ends no field. */
  readonly escape: Readonly<Record<"value", string>>;
  /** Read the first row as one like the others. */
  readonly "no-header": Readonly<Record<never, never>>;
  /** Name the words that mean missing, in the words of each place. */
  readonly "missing-words": {
    /** "add the words", "say so". */
    readonly as: "add" | "say";
  };
  /** Say what replaces the missing cells of a column. */
  readonly policy: Readonly<Record<"column", string>> & {
    /** The ways there are. */
    readonly ways: string;
  };
  /** Pool the rare categories of a column, or allow for more. */
  readonly pool: Readonly<Record<"column", string>>;
  /** Know rows that are left out. */
  readonly "left-out": Readonly<Record<never, never>>;
  /** Make one row of each customer. */
  readonly "one-row": Readonly<Record<never, never>>;
  /** Let refunds make the sum less, and be no purchases. */
  readonly refunds: Readonly<Record<never, never>>;
  /** Give each of several answers a column. */
  readonly "split-answers": Readonly<Record<"column", string>>;
  /** Give the table a row. */
  readonly rows: Readonly<Record<never, never>>;
  /** One of the two tables between which customers moved. */
  readonly moment: {
    /** Which one. */
    readonly when: "before" | "after";
  };
  /** An option that is spoken of, by its name. */
  readonly option: {
    /** The name of the option. */
    readonly name: string;
  };
}

/** Something that a caller can do, or an option that is spoken of. */
export type Advice = {
  [Code in keyof Advices]: Advices[Code] & {
    /** What is advised. */
    readonly advice: Code;
  };
}[keyof Advices];

/** An advice with what the library says of it. */
export type Advised = Advice & {
  /** In the options of the library. */
  readonly said: string;
};

/** A rule in words, with what the caller can do as data. */
export type RuleWords = readonly (string | Advised)[];

/** A sentence, or part of one. */
export type Words = readonly (string | Advice)[];

/** How each advice is said by the one who speaks: the library, or the command. */
export type Voice = { readonly [Code in keyof Advices]: (advice: Advices[Code]) => string };

/** Words as text. */
export function sayWords(words: Words, voice: Voice): string {
  return words
    .map((word) => (typeof word === "string" ? word : (voice[word.advice] as (advice: Advice) => string)(word)))
    .join("");
}

/** A name cut to what can be pasted: no sentence is as long as a name may be. */
export function pasteable(name: string): string {
  const longest = 200;
  return name.length > longest ? `${name.slice(0, longest)}…` : name;
}

const quoted = (name: string): string => JSON.stringify(pasteable(name));

/** An option of one column, or of all where none is named. */
function ofColumn(column: string | undefined, option: string): string {
  return column === undefined ? option : `\`columns: { ${JSON.stringify(column)}: { ${option} } }\``;
}

/** Advice in the options of the library. */
export const inOptions: Voice = {
  category: ({ column }) => `\`columns: { ${quoted(column)}: "category" }\``,
  ignore: ({ column }) => `\`columns: { ${quoted(column)}: "ignore" }\``,
  keep: () => "List it in `features` to keep it",
  "keep-some": () => "list what to keep in `features`",
  "date-order": ({ value }) => `\`dateOrder: "${value}"\``,
  transform: ({ column, value }) => ofColumn(column, `transform: "${value}"`),
  winsorise: ({ column, value }) => ofColumn(column, `winsorise: ${value === false ? "false" : `[${value.join(", ")}]`}`),
  profile: ({ columns }) => `profile: [${columns.map(quoted).join(", ")}]`,
  scaling: ({ value }) => `scaling: "${value}"`,
  decimal: ({ value }) => `\`decimal: "${value}"\` where the text is read`,
  "column-decimal": ({ column, value }) => ofColumn(column, `decimal: "${value}"`),
  delimiter: ({ value }) => `\`delimiter: ${quoted(value)}\``,
  encoding: ({ value }) => `\`encoding: "${value}"\``,
  skip: ({ lines }) => `\`skip: ${lines}\``,
  comment: ({ value }) => `\`comment: ${quoted(value)}\``,
  escape: ({ value }) => `\`escape: ${JSON.stringify(value)}\``,
  "no-header": () => "read it with `header: false`",
  "missing-words": ({ as }) => ({ add: "add the words to `missingWords`", say: "say so in `missingWords`" })[as],
  policy: ({ ways }) => `the feature has a \`missing\` policy, such as ${ways}`,
  pool: () => "pool the rare ones with `poolBelow: 0.01` or raise `maxCategories`",
  "left-out": () => "their label is -1",
  "one-row": () => "`rfm` makes one row of each customer",
  refunds: () => '`refunds: "subtract"`',
  "split-answers": ({ column }) => `\`splitAnswers(table, ${quoted(column)})\` gives each a column of yes and no`,
  rows: () => "`table` must have at least 1 row",
  moment: ({ when }) => `\`${when}\``,
  option: ({ name }) => `\`${name}\``,
};

/** An advice, said in the options of the library. */
export function advise(advice: Advice): Advised {
  return { ...advice, said: sayWords([advice], inOptions) };
}

/** An option that is spoken of: by itself, so that a check of an option carries no other advice. */
export function optionNamed(name: string): Advised {
  return { advice: "option", name, said: `\`${name}\`` };
}
