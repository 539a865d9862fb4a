import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { unpackZstd } from "../../src/ingest/unpack-zstd.ts";
import { packFrame, packRaw } from "../support/pack-zstd.ts";

async function unpack(bytes: Buffer, chunkBytes = 16_384): Promise<{ text: string; failure: unknown }> {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
  }
  const unpacked: Buffer[] = [];
  try {
    for await (const chunk of unpackZstd(chunks())) unpacked.push(chunk);
    return { text: Buffer.concat(unpacked).toString("latin1"), failure: undefined };
  } catch (failure) {
    return { text: Buffer.concat(unpacked).toString("latin1"), failure };
  }
}

/** What the program `zstd` makes of it. */
function pack(text: string, ...options: string[]): Buffer {
  const { stdout, status } = spawnSync("zstd", ["-q", "-c", ...options], { input: text, maxBuffer: 1e9 });
  if (status !== 0) throw new Error("zstd failed");
  return stdout;
}
const hasZstd = spawnSync("zstd", ["--version"]).status === 0;

const words = Array.from({ length: 60_000 }, (_, place) => `{"id":"evt_${place}","n":${(place * 7919) % 1000}}`).join(
  "\n",
);

describe.skipIf(!hasZstd)("unpackZstd, on what the program zstd makes,", () => {
  test.each([["-1"], ["-3"], ["-19"], ["--no-check"], ["--fast=5"]])("unpacks %s", async (option) => {
    for (const text of [words, randomBytes(300_000).toString("hex"), "short", "a".repeat(5_000_000)]) {
      expect((await unpack(pack(text, option))).text === text).toBe(true);
    }
  });

  test.each([1, 7, 1000, 1_000_000])("unpacks chunks of %d bytes", async (chunkBytes) => {
    const { text, failure } = await unpack(pack(words), chunkBytes);
    expect({ isSame: text === words, failure }).toEqual({ isSame: true, failure: undefined });
  });

  test("hands out all that can be unpacked of a stream that is cut off, then throws", async () => {
    const packed = pack(words);
    const { text, failure } = await unpack(packed.subarray(0, packed.length * 0.7));
    expect(failure).toEqual(new Error("The zstd is cut off"));
    expect(text.length).toBeGreaterThan(words.length / 2);
    expect(words.startsWith(text)).toBe(true);
  });

  test("takes several files in a row, and skips what is marked so", async () => {
    const skipped = Buffer.concat([Buffer.of(0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0), Buffer.from("abc")]);
    const packed = Buffer.concat([pack("one "), skipped, pack(words), skipped, pack(""), pack(" two")]);
    expect((await unpack(packed, 10)).text).toBe(`one ${words} two`);
  });

  test("refuses a window that is larger than the web's", async () => {
    const { text, failure } = await unpack(pack(words, "--long=27"));
    expect(text).toBe("");
    expect(String(failure)).toContain("more than 8 MiB");
  });

  test("of damaged bytes ends, and hands out no more than there can be", async () => {
    const random = seededRandom(7);
    const packed = pack(words.slice(0, 400_000));
    for (let round = 0; round < 400; round++) {
      const damaged = Buffer.from(packed);
      for (let flips = 0; flips < 4; flips++)
        damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
      const { text } = await unpack(damaged);
      expect(text.length).toBeLessThan(packed.length * 131_072);
    }
  });
});

describe("unpackZstd", () => {
  test("unpacks what is not made smaller", async () => {
    expect(await unpack(packRaw(Buffer.from(words)), 5000)).toEqual({ text: words, failure: undefined });
  });

  test("hands out a bomb piece by piece: what nobody takes is not unpacked", async () => {
    // 4 bytes for each 128 KiB: 40,000 of them stand for 5 GB.
    const bomb = packFrame(Array.from({ length: 40_000 }, () => ({ byte: 0x20, count: 131_072 })));
    let length = 0;
    async function* once() {
      yield bomb;
    }
    for await (const chunk of unpackZstd(once())) {
      expect(chunk.length).toBe(131_072);
      length += chunk.length;
      if (length > 100_000_000) break;
    }
    expect(process.memoryUsage().rss).toBeLessThan(1e9);
  });

  test.each([[Buffer.from("this is not zstd at all")], [Buffer.of(0x1f, 0x8b, 8, 0, 0)]])(
    "refuses what is none",
    async (bytes) => {
      expect(await unpack(bytes)).toEqual({ text: "", failure: new Error("This is not zstd") });
    },
  );

  test("of nothing is nothing", async () => {
    expect(await unpack(Buffer.alloc(0))).toEqual({ text: "", failure: undefined });
  });

  test("lets go of its source when it is damaged, and when nobody wants more", async () => {
    let letGo = 0;
    async function* source(bytes: Buffer): AsyncGenerator<Buffer> {
      try {
        for (;;) yield bytes;
      } finally {
        letGo += 1;
      }
    }
    await expect(unpackZstd(source(Buffer.alloc(100, 7))).next()).rejects.toThrow("not zstd");
    expect(letGo).toBe(1);
    for await (const _ of unpackZstd(source(packRaw(Buffer.from(words))))) break;
    expect(letGo).toBe(2);
  });

  test("throws what its source throws", async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield packRaw(Buffer.from(words)).subarray(0, 1000);
      throw new Error("hung up");
    }
    await expect(async () => {
      for await (const chunk of unpackZstd(failing())) expect(chunk.length).toBeGreaterThan(0);
    }).rejects.toThrow("hung up");
  });
});
