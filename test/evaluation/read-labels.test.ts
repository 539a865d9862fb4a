import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { readLabels } from "../../src/evaluation/read-labels.ts";
import { createWorld } from "../../src/simulate/create-world.ts";
import { worldOptions } from "../../src/simulate/world-options.ts";
import { labelLines } from "../../src/simulate/write-world.ts";

const read = (text: string) => readLabels(Readable.from([Buffer.from(text)]));

describe("readLabels", () => {
  test("reads what simulate writes", async () => {
    const { labels } = createWorld(worldOptions({ seed: 1, people: 300 }));
    expect(await readLabels(Readable.from(labelLines(labels), { objectMode: false }))).toEqual(labels);
  });

  test("needs no groups, and minds neither quotes, a byte order mark nor Windows' line ends", async () => {
    expect(await read('\u{feff}account_id,label\r\n"a,1",1\r\nb,0\r\n')).toEqual([
      { accountId: "a,1", isFake: true, group: "", groupKind: "" },
      { accountId: "b", isFake: false, group: "", groupKind: "" },
    ]);
  });

  test.each([
    ["a label that is neither 0 nor 1", "account_id,label\na,1\nb,yes\n", /line 3, label/],
    ["a missing column", "account,label\na,1\n", /line 2, account_id/],
    ["a row with too few fields", "account_id,label\na\n", /cannot be read/],
  ])("names %s", async (_what, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test("passes on that the file cannot be read", async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error("unexpected end of file"));
      },
    });
    await expect(readLabels(broken)).rejects.toThrow(/unexpected end of file/);
  });
});
