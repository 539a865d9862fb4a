import { finding } from "../finding.ts";
import { requestsPerDay } from "../population.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * Accounts that one scheduler feeds work alike; among people some do ten times as much as others. Measured as the standard deviation of
 * the logarithm of their requests per active day.
 */
export const uniformVolume: Signal = {
  name: "uniform-volume",
  subject: "work",
  weigh({ members }, { uniformVolume: policy }, { accounts }) {
    const volumes = Array.from(members)
      .filter((member) => accounts.activeDays[member] >= policy.activeDays)
      .map((member) => Math.log(requestsPerDay(accounts, member)));
    if (volumes.length < policy.smallest) return undefined;
    const spread = standardDeviation(volumes);
    return finding(
      this.name,
      ramp(spread, ...policy.range) * policy.weight,
      `${volumes.length} accounts work alike: two in three make between 1/${Math.exp(spread).toFixed(1)} and ${Math.exp(spread).toFixed(1)} times the typical requests a day`,
    );
  },
};

/** Of a sample of two or more. */
function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
