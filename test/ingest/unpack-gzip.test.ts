import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unpackGzip } from "../../src/ingest/unpack-gzip.ts";

async function unpack(bytes: Buffer, chunkBytes: number): Promise<{ text: string; failure: unknown }> {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
  }
  let text = "";
  try {
    for await (const chunk of unpackGzip(chunks())) text += chunk.toString("latin1");
    return { text, failure: undefined };
  } catch (failure) {
    return { text, failure };
  }
}

describe("unpackGzip", () => {
  const text = randomBytes(150_000).toString("hex");
  const packed = gzipSync(text);

  test.each([1000, 16_384, 1_000_000])("unpacks chunks of %d bytes", async (chunkBytes) => {
    expect(await unpack(packed, chunkBytes)).toEqual({ text, failure: undefined });
  });

  test("takes several files in a row", async () => {
    expect((await unpack(Buffer.concat([packed, gzipSync("more")]), 5000)).text).toBe(`${text}more`);
  });

  test("hands out all that can be unpacked of a stream that is cut off, then throws", async () => {
    const { text: part, failure } = await unpack(packed.subarray(0, 100_000), 7000);
    expect(failure).toBeInstanceOf(Error);
    // gzip holds hexadecimal digits in a little more than half of a byte each.
    expect(part.length).toBeGreaterThan(150_000);
    expect(text.startsWith(part)).toBe(true);
  });

  test("hands out what stands before damage, then throws", async () => {
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 100_000, 100_100);
    const { text: part, failure } = await unpack(damaged, 7000);
    expect(failure).toBeInstanceOf(Error);
    expect(text.slice(0, 100_000)).toBe(part.slice(0, 100_000));
  });

  test.each([[Buffer.from("this is not gzip at all")], [Buffer.alloc(0)]])("refuses what is none", async (bytes) => {
    const { text: part } = await unpack(bytes, 10);
    expect(part).toBe("");
  });

  test("throws what its source throws", async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield packed.subarray(0, 1000);
      throw new Error("hung up");
    }
    await expect(async () => {
      for await (const _ of unpackGzip(failing())) continue;
    }).rejects.toThrow("hung up");
  });
});
