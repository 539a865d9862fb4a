import { entropy } from "../entropy.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/** People sleep; scripts need not. The entropy of the hour-of-day histogram, at most log2(24) = 4.585 bits. */
export const dailyRhythm: Signal = {
  name: "daily-rhythm",
  subject: "work",
  weigh({ hours }, { dailyRhythm: policy }) {
    const accountHours = hours.reduce((sum, count) => sum + count, 0);
    const bits = entropy(hours);
    const certainty = Math.min(1, accountHours / policy.hoursForFullWeight);
    const round = ramp(bits, ...policy.round) * policy.roundWeight;
    const human = ramp(bits, ...policy.human) * policy.humanWeight;
    const quiet = quietestThird(hours) / Math.max(1, accountHours);
    return finding(
      this.name,
      certainty * (round + human),
      round > 0
        ? `Active around the clock: the quietest 8 hours of the day hold ${(quiet * 100).toFixed(1)} % of the activity (33.3 % would be perfectly even)`
        : `Active in human hours: the quietest 8 hours of the day hold ${(quiet * 100).toFixed(1)} % of the activity`,
    );
  },
};

/** Activity in the eight consecutive hours, round midnight too, that hold least. */
function quietestThird(hours: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < 24; start++) {
    let sum = 0;
    for (let hour = 0; hour < 8; hour++) sum += hours[(start + hour) % 24];
    least = Math.min(least, sum);
  }
  return least;
}
