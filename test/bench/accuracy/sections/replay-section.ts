import { formatCount, formatPlural } from "../../../../src/cli/format-values.ts";
import type { ReplayFigures } from "../replay-world.ts";
import type { Catch, WatchedRing } from "../watch-rings.ts";
import { columnsOf, formatShare, median, type Section } from "./section.ts";

/** How soon rings are found when a run is done at the end of each day. */
export function replaySection(replays: readonly ReplayFigures[]): Section {
  const rings = replays.flatMap((replay) => replay.rings).filter(({ requests }) => requests > 0);
  const kinds = [...new Set(rings.map(({ kind }) => kind))].sort();
  const sum = (count: (replay: ReplayFigures) => number) => replays.reduce((total, replay) => total + count(replay), 0);
  const wrongly = formatCount(sum(({ everWronglyFlagged }) => everWronglyFlagged));
  return {
    title: "Time to detection",
    columns: columnsOf("kind", "rings", "caught", "days, median", "requests before, median", "by half of all, median"),
    rows: [
      ...kinds.map((kind) =>
        describe(
          kind.replace(/^ring:/, "").replaceAll("_", " "),
          rings.filter((ring) => ring.kind === kind),
        ),
      ),
      describe("all", rings),
    ],
    notes: [
      `${formatPlural(replays.length, "default world")} of ${formatCount(replays[0].days)} days lived through with a run at the end of each. A ring is caught on the first day at whose end at least half of the members seen so far are flagged. Requests before: the share of all its requests that it had made by the end of that day, all of them when it was never caught. Held against: a median below 0.15.`,
      "By half of all: the same, but caught with half of all members that the ring will ever have; a ring that grows to the end cannot be caught early by this count.",
      `On the way, honest accounts in a flagged ring at the end of some day: ${wrongly}; honest groups flagged: ${formatCount(sum(({ everFlaggedGroups }) => everFlaggedGroups))}.`,
    ],
  };
}

function describe(name: string, rings: readonly WatchedRing[]): string[] {
  const days = rings.flatMap(({ caught }) => caught.afterDays ?? []);
  const before = (way: (ring: WatchedRing) => Catch) =>
    median(rings.map((ring) => way(ring).requestsBefore / ring.requests));
  return [
    name,
    formatCount(rings.length),
    formatCount(days.length),
    String(median(days) ?? "-"),
    formatShare(before(({ caught }) => caught)),
    formatShare(before(({ caughtWhole }) => caughtWhole)),
  ];
}
