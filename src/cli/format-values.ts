const counts = new Intl.NumberFormat("en-US");
const oneDecimal = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

/** 12345 as `12,345`. */
export const formatCount = (value: number): string => counts.format(value);

/** Bits and seconds, with one decimal. */
export const formatDecimal = (value: number): string => oneDecimal.format(value);

/** A weight with its sign: `+1.8`, `-0.4`. */
export const formatWeight = (value: number): string => signed.format(value);

/** A day, UTC: `2026-04-22`. */
export const formatDay = (time: Date | null): string => time?.toISOString().slice(0, 10) ?? "-";

/** A minute, UTC: `2026-04-22 09:05`. */
export const formatMinute = (time: Date | null): string => time?.toISOString().slice(0, 16).replace("T", " ") ?? "-";

/** A probability: `98.2 %`. Never rounds what is uncertain to certainty. */
export function formatRisk(risk: number): string {
  if (risk > 0.999 && risk < 1) return ">99.9 %";
  return `${oneDecimal.format(risk * 100)} %`;
}

/** `1 account`, `2 accounts`. */
export const formatPlural = (value: number, noun: string): string =>
  `${formatCount(value)} ${noun}${value === 1 ? "" : "s"}`;

/** What came from outside, safe for a terminal: control characters could move the cursor or recolour what follows. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, "\u{fffd}");
