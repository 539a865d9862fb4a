import type { Random } from "./random.ts";

/** When somebody is at it: cumulative weights of the 24 local hours, and how much of a weekday's activity a weekend day sees. */
export interface Rhythm {
  readonly cumulative: readonly number[];
  readonly weekendShare: number;
}

export type RhythmName =
  | "office"
  | "worker"
  | "evening"
  | "student"
  | "night_owl"
  | "two_shifts"
  | "nightly_batch"
  | "round_the_clock";

/** Weight of each local hour from midnight. People sleep; schedulers do not. */
const weights: Record<RhythmName, readonly number[]> = {
  office: [0, 0, 0, 0, 0, 0, 0.1, 0.8, 3, 6, 7, 6, 3, 5, 7, 6, 5, 3, 1, 0.3, 0.2, 0.1, 0, 0],
  worker: [0.1, 0, 0, 0, 0, 0.1, 0.4, 1.2, 3, 5, 6, 5, 3, 5, 5.5, 5, 4, 3, 2, 2, 2.2, 2, 1.2, 0.5],
  evening: [0.5, 0.2, 0, 0, 0, 0, 0.3, 0.8, 0.8, 1, 1, 1, 1.6, 1.2, 1, 1.2, 2, 3, 4, 6, 7, 6, 4, 1.5],
  student: [1.5, 0.8, 0.3, 0.1, 0, 0, 0, 0.3, 1, 2, 4, 4, 3, 4, 4, 4, 4, 4, 3, 4, 5, 5, 4, 3],
  night_owl: [5, 5, 4, 3, 1.5, 0.5, 0.1, 0, 0, 0, 0.2, 0.5, 1, 1, 1.5, 2, 2, 2, 2, 3, 3, 4, 5, 5],
  two_shifts: [0.2, 0.1, 0.1, 0.1, 0.2, 1, 4, 4, 4, 4, 4, 3, 3, 4, 4, 4, 4, 4, 4, 3, 3, 4, 4, 2],
  nightly_batch: [
    4, 7, 8, 6, 2, 0.5, 0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0, 0, 0.1, 0.5, 1,
  ],
  round_the_clock: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
};

/** Share of a weekday's activity on a weekend day, from - to. */
const weekendShares: Record<RhythmName, readonly [number, number]> = {
  office: [0, 0.1],
  worker: [0.1, 0.5],
  evening: [0.8, 1.6],
  student: [0.3, 0.9],
  night_owl: [0.7, 1.4],
  two_shifts: [0.6, 1],
  nightly_batch: [0.7, 1],
  round_the_clock: [0.9, 1],
};

/** A rhythm of its own: the named one, each hour up to twice as strong or half as strong. */
export function makeRhythm(name: RhythmName, random: Random): Rhythm {
  return vary(weights[name], name === "round_the_clock" ? 0.15 : 0.7, weekendShares[name], random);
}

/** Awake for so many hours of the day, 1 - 24, in the middle of the afternoon; as busy on a weekend as a worker or a scheduler. */
export function makeWakingRhythm(hoursPerDay: number, random: Random): Rhythm {
  const middle = 15;
  const opening = middle - hoursPerDay / 2;
  const awake = Array.from({ length: 24 }, (_, hour) => {
    const sinceOpening = (((hour - opening) % 24) + 24) % 24;
    const untilNextOpening = 24 - sinceOpening;
    return Math.max(0, Math.min(1, hoursPerDay - sinceOpening)) + Math.max(0, 1 - untilNextOpening);
  });
  return vary(awake, 0.15, weekendShares[hoursPerDay > 16 ? "round_the_clock" : "worker"], random);
}

/** @param steadiness each hour is stronger or weaker by up to this power of e */
function vary(
  hours: readonly number[],
  steadiness: number,
  weekendShare: readonly [number, number],
  random: Random,
): Rhythm {
  let total = 0;
  const cumulative = hours.map((weight) => {
    total += weight * Math.exp(random.between(-steadiness, steadiness));
    return total;
  });
  return {
    cumulative: cumulative.map((value) => value / total),
    weekendShare: random.between(...weekendShare),
  };
}

/** Seconds after local midnight. */
export function drawTimeOfDay(rhythm: Rhythm, random: Random): number {
  const drawn = random.fraction();
  let hour = 0;
  while (hour < 23 && drawn >= (rhythm.cumulative[hour] as number)) hour += 1;
  return (hour + random.fraction()) * 3600;
}

/** A dozen variants of every rhythm, shared by people: a table of 24 numbers for each of a million people would take 300 MB. */
export class RhythmLibrary {
  readonly #variants = new Map<RhythmName, Rhythm[]>();

  constructor(random: Random) {
    for (const name of Object.keys(weights) as RhythmName[]) {
      this.#variants.set(
        name,
        Array.from({ length: 12 }, () => makeRhythm(name, random)),
      );
    }
  }

  draw(name: RhythmName, random: Random): Rhythm {
    return random.pick(this.#variants.get(name) as Rhythm[]);
  }
}
