const dayMilliseconds = 86_400_000;

const days = new Map<number, string>();
const mostDays = 4096;

/**
 * A moment as Postgres reads it, from milliseconds since 1970 (0 or more).
 *
 * Three are written for each event, and `toISOString` takes as long as all the rest of writing its rows.
 */
export function formatTimestamp(time: number): string {
  const day = Math.floor(time / dayMilliseconds);
  const rest = time - day * dayMilliseconds;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  const hour = pad(Math.floor(minutes / 60));
  return `${formatDay(day)}T${hour}:${pad(minutes % 60)}:${pad(seconds % 60)}.${pad3(rest % 1000)}Z`;
}

function formatDay(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * dayMilliseconds).toISOString().slice(0, 10);
  if (days.size >= mostDays) days.clear();
  days.set(day, text);
  return text;
}

const padded = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
const pad = (number: number) => padded[number] as string;
const pad3 = (number: number) => (number < 100 ? `0${pad(Math.floor(number / 10))[1]}${number % 10}` : String(number));
