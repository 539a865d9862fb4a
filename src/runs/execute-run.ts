import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Policy } from "../detection/policy.ts";
import { rollUpEvents } from "../ingest/roll-up-events.ts";
import type { Run } from "../model/run.ts";
import { announceChanges } from "./announce-changes.ts";
import { compareWithPublished, countDifferences, writeDifferences } from "./compare-with-published.ts";
import { createManifest } from "./create-manifest.ts";
import type { Detect, RunDetection } from "./detect.ts";
import { identifyRings } from "./identify-rings.ts";
import type { Load } from "./load.ts";
import type { LoadedWindow } from "./load-window.ts";
import { publishRings } from "./publish-rings.ts";
import { RunProgress } from "./run-progress.ts";
import { markPublished, saveRunState } from "./run-queries.ts";
import { timeWindow } from "./time-window.ts";
import { writePopulationHours } from "./write-ring-profiles.ts";

export type ExecuteDependencies = Pick<Dependencies, "database" | "clock"> & {
  readonly load: Load;
  readonly detect: Detect;
  readonly policy: Policy;
  /** Ends the run early: it fails, and leaves nothing. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Does the work of a run whose row is there: load, link, group, assess, match, publish.
 *
 * Everything it found becomes visible in one transaction, together with its end. When it throws, nothing was written but progress.
 * A shadow run leaves the rings as they are; what becomes visible is whom its policy judges otherwise.
 *
 * @returns the run as published
 */
export async function executeRun(
  { database, clock, load, detect, policy, signal }: ExecuteDependencies,
  run: Run,
): Promise<Run> {
  const progress = new RunProgress(clock, (state) => saveRunState(database.db, run.id, state));
  try {
    progress.report("load", 0);
    const window = timeWindow(run.asOf, run.windowDays);
    await rollUpEvents(database, signal);
    signal?.throwIfAborted();
    const onProgress = (share: number) => progress.report("load", share);
    const loaded = await load({ window, sampleOneIn: policy.nullModelOneIn }, { onProgress, signal });
    signal?.throwIfAborted();
    progress.addCounts({
      accounts: loaded.accounts.count,
      identifiers: loaded.identifierCount,
      sightings: loaded.sightingCount,
    });
    const detection = await runDetection(detect, loaded, run.windowDays, policy, progress, signal);
    progress.addCounts(countRings(detection));

    progress.report("match", 0);
    const found = await identifyRings(database, run, loaded, detection, policy);
    signal?.throwIfAborted();

    progress.report("publish", 0);
    await progress.settled();
    signal?.throwIfAborted();
    const { rings, accountIds } = found;
    const differences = run.isShadow ? await compareWithPublished(database.db, rings) : [];
    if (run.isShadow) progress.addCounts(countDifferences(differences));
    const { counts } = progress.state();
    const { watermark, heeded, populationHours } = loaded;
    const manifest = await createManifest({ run, policy, watermark, heeded, counts, rings, accountIds });
    return await inTransaction(database, async (transaction) => {
      if (run.isShadow) await writeDifferences(transaction, found.runNumber, differences);
      else {
        await publishRings(transaction, found);
        await writePopulationHours(transaction.tx, found.runNumber, populationHours);
        await announceChanges(transaction.tx, run, policy, clock.now());
      }
      return markPublished(transaction.tx, run.id, progress.finish(), manifest, clock.now());
    });
  } finally {
    await progress.settled();
  }
}

/** Detection takes the columns that it is given away, so what is needed afterwards is copied first: three numbers an account. */
async function runDetection(
  detect: Detect,
  loaded: LoadedWindow,
  windowDays: number,
  policy: Policy,
  progress: RunProgress,
  signal: AbortSignal | undefined,
): Promise<RunDetection> {
  const { sightings, accounts, precedents } = loaded;
  const given = {
    ...accounts,
    requests: accounts.requests.slice(),
    firstEventAt: accounts.firstEventAt.slice(),
    lastEventAt: accounts.lastEventAt.slice(),
  };
  const onProgress = progress.report.bind(progress);
  return detect({ sightings, accounts: given, windowDays, policy, precedents }, { onProgress, signal });
}

function countRings({ rings, linkCount, communityCount, nullModelRings }: RunDetection) {
  const flagged = rings.filter((ring) => ring.flagged);
  return {
    links: linkCount,
    communities: communityCount,
    rings: rings.length,
    flaggedRings: flagged.length,
    flaggedAccounts: flagged.reduce((sum, { members }) => sum + members.length, 0),
    nullModelRings,
  };
}
