import { join } from "node:path";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { assessCommunities } from "../../../src/detection/detect-rings.ts";
import { formCommunities } from "../../../src/detection/form-communities.ts";
import { readLabels } from "../../../src/evaluation/read-labels.ts";
import { type Score, scoreAccounts } from "../../../src/evaluation/score.ts";
import { indexIdentifiers } from "../../../src/graph/identifier-index.ts";
import type { Label } from "../../../src/model/label.ts";
import { timeWindow } from "../../../src/runs/time-window.ts";
import { allBaselines } from "./baselines/all-baselines.ts";
import { EventTables } from "./event-tables.ts";
import { readGzip, readJsonLines } from "./read-data.ts";
import { takeInEvents } from "./take-in-events.ts";
import { type JudgedCommunity, judgeWithoutEachSignal } from "./without-signal.ts";

/** The shop's year; rings were at work in its first weeks only. */
const windowDays = 365;
const lastRingDay = new Date("2015-01-20T00:00:00Z");

export interface SignupsTask {
  /** Holds `events.ndjson.gz` and `labels.csv.gz`. */
  readonly folder: string;
}

export interface SignupFigures {
  readonly accounts: number;
  readonly methods: readonly SignupMethod[];
  /** What is flagged where one signal is not heard, for each signal. */
  readonly ablations: readonly (BeforeAndAfter & { readonly signal: string })[];
}

/** A method on the shop's sign-ups, before the day on which its rings ended and from then on. */
export interface SignupMethod extends BeforeAndAfter {
  readonly name: string;
  readonly family: string;
}

interface BeforeAndAfter {
  readonly before: Score;
  readonly after: Score;
}

/** Finds rings among real sign-ups of a shop, and compares with what its first purchases turned out to be. */
export async function measureSignups({ folder }: SignupsTask): Promise<SignupFigures> {
  const labels = await readLabels(readGzip(join(folder, "labels.csv.gz")));
  const tables = new EventTables();
  const events = await readJsonLines<{ occurred_at: string }>(join(folder, "events.ndjson.gz"));
  takeInEvents(tables, events);
  const asOf = new Date(Math.max(...events.map((event) => Date.parse(event.occurred_at))));
  const { sightings, accounts, accountIds } = tables.read(timeWindow(asOf, windowDays));

  const early = new Set(accountIds.filter((_, account) => accounts.signedUpAt[account] * 1000 < lastRingDay.getTime()));
  const score = (groups: readonly Int32Array[]) => scoreApart(groups, accountIds, labels, early);
  const formed = formCommunities(sightings, accounts, windowDays, defaultPolicy);
  const flaggedOf = (communities: readonly JudgedCommunity[]) =>
    communities.filter((community) => community.flagged).map(({ members }) => members);
  const flagged = flaggedOf(assessCommunities(formed, defaultPolicy));
  const index = indexIdentifiers(sightings);
  return {
    accounts: accounts.count,
    methods: [
      { name: "Ringfence", family: "Ringfence", ...score(flagged) },
      ...allBaselines.map(({ name, family, find }) => ({ name, family, ...score(find(index)) })),
    ],
    ablations: judgeWithoutEachSignal(formed, defaultPolicy).map(({ signal, communities }) => ({
      signal,
      ...score(flaggedOf(communities)),
    })),
  };
}

function scoreApart(
  groups: readonly Int32Array[],
  accountIds: readonly string[],
  labels: readonly Label[],
  early: ReadonlySet<string>,
): BeforeAndAfter {
  const flagged = new Set(groups.flatMap((members) => Array.from(members, (member) => accountIds[member])));
  const scoreOf = (isEarly: boolean) =>
    scoreAccounts(
      flagged,
      labels.filter(({ accountId }) => early.has(accountId) === isEarly),
    );
  return { before: scoreOf(true), after: scoreOf(false) };
}
