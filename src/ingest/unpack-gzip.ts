import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { createGunzip } from "node:zlib";

/** Packed bytes given to zlib at once. They may unpack to a thousand times as many, which have to be held. */
const sliceBytes = 16_384;

/**
 * Unpacks gzip, and hands out everything that can be unpacked before it says that the stream is cut off or damaged.
 *
 * A piped Gunzip drops what it has unpacked but not yet handed out as soon as it meets the damage.
 *
 * @throws what zlib finds wrong; what the source throws
 */
export async function* unpackGzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  let unpacked: Buffer[] = [];
  let failure: Error | undefined;
  gunzip.on("data", (chunk: Buffer) => unpacked.push(chunk));
  gunzip.on("error", (error) => {
    failure = error;
  });
  const takeUnpacked = () => {
    const taken = unpacked;
    unpacked = [];
    return taken;
  };
  try {
    for await (const chunk of source) {
      for (let start = 0; start < chunk.length && !failure; start += sliceBytes) {
        await new Promise((resolve) => {
          gunzip.once("error", resolve);
          gunzip.write(chunk.subarray(start, start + sliceBytes), () => {
            gunzip.off("error", resolve);
            resolve(undefined);
          });
        });
        // The last of what was unpacked is handed to "data" listeners a turn later.
        await setImmediate();
        yield* takeUnpacked();
      }
      if (failure) throw failure;
    }
    gunzip.end();
    await once(gunzip, "end").catch(() => {});
    yield* takeUnpacked();
    if (failure) throw failure;
  } finally {
    gunzip.destroy();
  }
}
