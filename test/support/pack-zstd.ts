/** A block of a zstd frame that says: this byte so many times. */
export interface RepeatedByte {
  readonly byte: number;
  /** At most 131,072. */
  readonly count: number;
}

const start = Buffer.of(0x28, 0xb5, 0x2f, 0xfd);
/** No checksum, no size, a window of 1 MiB. */
const description = Buffer.of(0x00, 10 << 3);
const largestBlock = 131_072;

/** One frame of blocks that are one byte each. */
export function packFrame(blocks: readonly RepeatedByte[]): Buffer {
  const packed = blocks.map(({ byte, count }, place) => {
    return Buffer.concat([blockHead(place === blocks.length - 1, 1, count), Buffer.of(byte)]);
  });
  return Buffer.concat([start, description, ...packed]);
}

/** One frame that holds the bytes as they are: what every reader of zstd takes, and made without a packer. */
export function packRaw(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let from = 0; from === 0 || from < bytes.length; from += largestBlock) {
    const part = bytes.subarray(from, from + largestBlock);
    blocks.push(blockHead(from + largestBlock >= bytes.length, 0, part.length), part);
  }
  return Buffer.concat([start, description, ...blocks]);
}

function blockHead(isLast: boolean, kind: 0 | 1, size: number): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntLE((size << 3) | (kind << 1) | Number(isLast), 0, 3);
  return head;
}
