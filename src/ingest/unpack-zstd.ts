import { setImmediate } from "node:timers/promises";
import { Decompress } from "fzstd";

/** Larger windows are not to be sent over HTTP (RFC 9659), and `zstd` makes none unless it is told to. */
const largestWindowBytes = 8 * 1024 * 1024;
/** A block never unpacks to more (RFC 8878, 3.1.1.2.4). */
const largestBlockBytes = 128 * 1024;

const frameMagic = 0xfd2fb528;
const isSkippable = (magic: number) => (magic & 0xfffffff0) >>> 0 === 0x184d2a50;

/**
 * Unpacks zstd, and hands out everything that can be unpacked before it says that the stream is cut off or damaged.
 *
 * Block by block, because few packed bytes may unpack to a thousand times as many and more: at most a window, 8 MiB, and a packed and an unpacked
 * block of 128 KiB are held. The checksum at a frame's end is not looked at.
 *
 * @throws {Error} for what is no zstd, for a window of more than 8 MiB, for a dictionary; what the source throws
 */
export async function* unpackZstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const bytes = new ByteReader(source);
  try {
    for (;;) {
      const start = await bytes.readUpTo(4);
      if (start.length === 0) return;
      if (start.length < 4) throw cutOff();
      const magic = start.readUInt32LE();
      if (magic === frameMagic) yield* unpackFrame(bytes, start);
      else if (isSkippable(magic)) await bytes.skip((await bytes.read(4)).readUInt32LE());
      else throw new Error("This is not zstd");
    }
  } finally {
    await bytes.letGo();
  }
}

async function* unpackFrame(bytes: ByteReader, start: Buffer): AsyncGenerator<Buffer> {
  const { header, hasChecksum } = await readFrameHeader(bytes, start);
  const unpacked: Buffer[] = [];
  const decompress = new Decompress((chunk) => {
    unpacked.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  });
  decompress.push(header);
  for (let isLast = false; !isLast; ) {
    const block = await readBlock(bytes);
    isLast = block.isLast;
    decompress.push(block.packed, isLast);
    yield* unpacked.splice(0);
    // Tiny blocks that unpack to much must not keep others from their turn.
    await setImmediate();
  }
  if (hasChecksum) await bytes.read(4);
}

/** The header as the library is to see it: it waits for a checksum in the same breath as the last block, so it is told of none. */
async function readFrameHeader(bytes: ByteReader, start: Buffer): Promise<{ header: Buffer; hasChecksum: boolean }> {
  const [descriptor] = (await bytes.read(1)) as Buffer & [number];
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const hasChecksum = (descriptor & 0x04) !== 0;
  const window = await bytes.read(isSingleSegment ? 0 : 1);
  const dictionary = await bytes.read([0, 1, 2, 4][descriptor & 3] as number);
  const sizeCode = descriptor >> 6;
  const size = await bytes.read(sizeCode > 0 ? 1 << sizeCode : Number(isSingleSegment));
  if (dictionary.some((byte) => byte !== 0)) throw new Error("It is packed with a dictionary");
  if ((isSingleSegment ? contentBytes(size) : windowBytes(window)) > largestWindowBytes)
    throw new Error("It is packed with a window of more than 8 MiB: pack it again without --long and --ultra");
  const header = Buffer.concat([start, Buffer.of(descriptor & ~0x04), window, dictionary, size]);
  return { header, hasChecksum };
}

function contentBytes(size: Buffer): number {
  if (size.length === 8) return Number(size.readBigUInt64LE());
  return size.readUIntLE(0, size.length) + (size.length === 2 ? 256 : 0);
}

function windowBytes([descriptor]: Buffer): number {
  const base = 2 ** (10 + ((descriptor as number) >> 3));
  return base + (base / 8) * ((descriptor as number) & 7);
}

const blockKinds = { repeated: 1, reserved: 3 };

async function readBlock(bytes: ByteReader): Promise<{ packed: Buffer; isLast: boolean }> {
  const head = await bytes.read(3);
  const bits = head.readUIntLE(0, 3);
  const kind = (bits >> 1) & 3;
  const size = bits >> 3;
  if (kind === blockKinds.reserved || size > largestBlockBytes) throw new Error("The zstd is damaged");
  const packed = await bytes.read(kind === blockKinds.repeated ? 1 : size);
  return { packed: Buffer.concat([head, packed]), isLast: (bits & 1) === 1 };
}

const cutOff = () => new Error("The zstd is cut off");

/** Hands out a stream of chunks in pieces of the size that is asked for. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** @throws {Error} where the stream ends before */
  async read(count: number): Promise<Buffer> {
    const read = await this.readUpTo(count);
    if (read.length < count) throw cutOff();
    return read;
  }

  /** Fewer bytes only where the stream ends before. */
  async readUpTo(count: number): Promise<Buffer> {
    const parts = [this.#held];
    let length = this.#held.length;
    while (length < count) {
      const { value, done } = await this.#chunks.next();
      if (done === true) break;
      parts.push(value);
      length += value.length;
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts);
    this.#held = all.subarray(count);
    return all.subarray(0, count);
  }

  /** Tells the source that no more is wanted of it. */
  async letGo(): Promise<void> {
    await this.#chunks.return?.();
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0; ) left -= (await this.read(Math.min(left, largestBlockBytes))).length;
  }
}
