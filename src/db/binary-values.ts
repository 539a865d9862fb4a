/** From 1970 to 2000-01-01, where Postgres counts its microseconds from. */
const secondsTo2000 = 946_684_800;
const daysTo2000 = 10_957;
const twoTo32 = 4_294_967_296;

/** A bigint of Postgres, exact up to 2^53. Two 32-bit halves are several times faster than a BigInt. */
export function readInt8(view: DataView, position: number): number {
  return view.getInt32(position) * twoTo32 + view.getUint32(position + 4);
}

/** A timestamptz, in seconds since 1970. */
export function readSeconds(view: DataView, position: number): number {
  return readInt8(view, position) / 1e6 + secondsTo2000;
}

/** A date, in days since 1970. */
export function readDay(view: DataView, position: number): number {
  return view.getInt32(position) + daysTo2000;
}
