import type { Run } from "../model/run.ts";
import { formatCount, formatDecimal, formatMinute, formatPlural } from "./format-values.ts";

/** A run that has ended, for people. */
export function describeRun({ id, counts, asOf, windowDays, timings, policyVersion, manifest }: Run): string {
  const seconds = Object.values(timings).reduce((sum, stage) => sum + stage, 0);
  const { accounts = 0, sightings = 0, links = 0, rings = 0, flaggedRings = 0, flaggedAccounts = 0 } = counts;
  return [
    `${id}: ${formatPlural(windowDays, "day")} up to ${formatMinute(asOf)} UTC, done in ${formatDecimal(seconds)} s`,
    `  ${formatPlural(accounts, "account")}, ${formatPlural(sightings, "sighting")}, ${formatPlural(links, "link")}`,
    `  ${formatPlural(rings, "ring")}, ${formatCount(flaggedRings)} flagged with ${formatPlural(flaggedAccounts, "account")}`,
    `  policy ${policyVersion}, manifest ${manifest?.hash ?? "-"}`,
    "",
  ].join("\n");
}
