import { describe, expect, test } from "vitest";
import { segmentInDatabase } from "../../src/sql/segment-database.ts";

const asked = { from: ["shop", 'customers" --'], dialect: "sqlite", features: ["spend"] } as const;
const never = (): never => {
  throw new Error("sent");
};

describe("a dry run", () => {
  test("sends nothing, and gives the SQL that a run sends first", async () => {
    const queries = await segmentInDatabase({ ...asked, query: never, onSql: never, dryRun: true });
    const sent: string[] = [];
    const run = segmentInDatabase({ ...asked, query: async () => [], onSql: (sql) => sent.push(sql) });
    await expect(run).rejects.toMatchObject({ code: "no-rows" });
    expect(queries.flatMap(({ sql }) => sql ?? [])).toEqual(sent);
    expect(await segmentInDatabase({ ...asked, dryRun: true })).toEqual(queries);
  });

  test("names the stages of a run with so many passes", async () => {
    const stages = async (passes: number): Promise<string[]> =>
      (await segmentInDatabase({ ...asked, passes, dryRun: true })).map(({ stage }) => stage);
    const always = ["sample", "counts", "values", "levels", "cells", "count"];
    expect(await stages(0)).toEqual(always);
    expect(await stages(1)).toEqual([...always, "segments"]);
    expect(await stages(2)).toEqual([...always, "passes", "segments"]);
  });

  test("checks what it is given", async () => {
    for (const wrong of [{ passes: -1 }, { sample: 0 }, { from: "" }, { k: 0 }, { cells: 0 }, { dryRun: 1 as unknown as true }, { sead: 1 }]) {
      await expect(segmentInDatabase({ ...asked, dryRun: true, ...wrong })).rejects.toMatchObject({ name: "InputError" });
    }
    await expect(segmentInDatabase({ ...asked, dryRun: false } as never)).rejects.toMatchObject({ code: "not-a-function" });
  });
});
