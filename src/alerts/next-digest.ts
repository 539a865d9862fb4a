const dayMilliseconds = 86_400_000;

/** The next time that the hour (UTC) begins, after `now`; null where there is no digest. */
export function nextDigest(hour: number | null, now: Date): Date | null {
  if (hour === null) return null;
  const today = Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds + hour * 3_600_000;
  return new Date(today > now.getTime() ? today : today + dayMilliseconds);
}
