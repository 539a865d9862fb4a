import { unpackGzip } from "./unpack-gzip.ts";
import { unpackZstd } from "./unpack-zstd.ts";

/** What a stream may be packed with. */
export type Packing = "gzip" | "zstd";

const unpackers: Readonly<Record<Packing, (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>>> = {
  gzip: unpackGzip,
  zstd: unpackZstd,
};

/** Unpacks a stream in memory that does not grow with it; hands it out as it is where it is not packed. */
export function unpack(source: AsyncIterable<Buffer>, packing: Packing | undefined): AsyncIterable<Buffer> {
  return packing === undefined ? source : unpackers[packing](source);
}

const magics: readonly { readonly packing: Packing; readonly bytes: Buffer }[] = [
  { packing: "gzip", bytes: Buffer.of(0x1f, 0x8b) },
  { packing: "zstd", bytes: Buffer.of(0x28, 0xb5, 0x2f, 0xfd) },
];

/** Bytes that tell what a stream is packed with. */
export const magicBytes = Math.max(...magics.map(({ bytes }) => bytes.length));

/** What a stream is packed with that starts so; undefined where it is not packed. */
export function packingOf(head: Buffer): Packing | undefined {
  return magics.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes))?.packing;
}
