const rfc3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * A moment in RFC 3339; undefined where it is not one.
 *
 * `Date.parse` alone would take the 30th of February for the 2nd of March, and guess where there is no offset. Finer than a
 * millisecond is cut off; a leap second counts as the one before it.
 */
export function parseTime(text: string): Date | undefined {
  if (!rfc3339.test(text)) return undefined;
  const day = Number(text.slice(8, 10));
  if (day > 28 && day > daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)))) return undefined;
  const isLeapSecond = text.startsWith("60", 17);
  const canonical = isLeapSecond ? `${text.slice(0, 17)}59${text.slice(19)}` : text;
  return new Date(canonical.toUpperCase());
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
