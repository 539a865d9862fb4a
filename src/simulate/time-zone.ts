import type { Random } from "./random.ts";

/** Hours ahead of UTC where customers live, with their weights. */
const zones = [
  [-8, 12],
  [-6, 8],
  [-5, 16],
  [-3, 6],
  [0, 9],
  [1, 17],
  [2, 7],
  [3, 5],
  [5, 10],
  [7, 5],
  [8, 9],
  [9, 7],
  [10, 3],
] as const;

/** Hours ahead of UTC. */
export function drawTimeZone(random: Random): number {
  return random.pickWeighted<number>(zones);
}
