import { join } from "node:path";
import type { Command } from "commander";
import { ApiClient } from "../demo/api-client.ts";
import { type DemoFolder, makeDemoFolder } from "../demo/demo-folder.ts";
import { doRun, type FoundRing, readRings } from "../demo/find-rings.ts";
import { type ServiceProcess, startService } from "../demo/service-process.ts";
import { compareWithLabels } from "../evaluation/compare-with-labels.ts";
import { createWorld, type World } from "../simulate/create-world.ts";
import { worldOptions } from "../simulate/world-options.ts";
import { eventLines, labelLines, writeLines } from "../simulate/write-world.ts";
import type { CliContext } from "./cli-context.ts";
import { DemoReport } from "./demo-report.ts";
import { parseWholeNumber } from "./parse-whole-number.ts";

interface DemoOptions {
  readonly once?: boolean;
  readonly people: number;
  readonly seed: number;
  readonly port: number;
}

/** What a shell expects of a program that ended by Ctrl-C. */
const interruptedExitCode = 130;

/** `ringfence demo`: the whole thing on a made-up world, in a temporary folder, through the public API. */
export function addDemoCommand(program: Command, context: CliContext): void {
  program
    .command("demo")
    .description("show it all: start the service in a temporary folder, send it a made-up world, find the rings")
    .option("--once", "end when the rings are shown; exit code 0 only if there are any")
    .option("--people <number>", "honest accounts in the world", parseWholeNumber(500, 1_000_000), 20_000)
    .option("--seed <number>", "which world", parseWholeNumber(0, 2 ** 31 - 1), 1)
    .option("--port <number>", "where the service listens; 0 takes a free port", parseWholeNumber(0, 65_535), 0)
    .action((options: DemoOptions) => runDemo(context, options));
}

async function runDemo(context: CliContext, options: DemoOptions): Promise<void> {
  const interruption = new AbortController();
  context.onTermination(() => interruption.abort());
  const report = new DemoReport(context);
  const folder = await makeDemoFolder();
  const adminKey = `rf_demo_${context.randomBytes(12).toString("hex")}`;
  const { env } = context;
  let service: ServiceProcess | undefined;
  try {
    report.begin("Starting the service");
    service = await startService({ env, dataDir: folder.dataDir, port: options.port, adminKey });
    report.serviceStarted(service.url, folder.path);
    const show = showRings({ report, folder, service, adminKey }, options, interruption.signal);
    const rings = await Promise.race([show, service.failure]);
    if (rings.length === 0) context.setExitCode(1);
    if (options.once !== true) await Promise.race([aborted(interruption.signal), service.failure]);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    context.setExitCode(interruptedExitCode);
  } finally {
    report.end();
    await service?.stop();
    await folder.remove();
  }
}

interface Stage {
  readonly report: DemoReport;
  readonly folder: DemoFolder;
  readonly service: ServiceProcess;
  readonly adminKey: string;
}

async function showRings(
  { report, folder, service, adminKey }: Stage,
  { seed, people, once }: DemoOptions,
  signal: AbortSignal,
): Promise<FoundRing[]> {
  const api = new ApiClient(service.url, adminKey, signal);
  report.begin("Making up a world");
  const world = createWorld(worldOptions({ seed, people, scenario: "demo" }));
  const labelsFile = join(folder.path, "labels.csv");
  await writeLines(labelLines(world.labels), labelsFile);
  report.worldMade(world.labels);
  await sendWorld(api, world, report);
  report.begin("Looking for rings", 1);
  const run = await doRun(api, ({ progress, stage }) => report.reach(progress, stage), signal);
  report.runPublished(run);
  const rings = await readRings(api);
  const flagged = new Set(rings.flatMap(({ accountIds }) => accountIds));
  const ringSizes = new Map(
    rings.flatMap(({ accountIds }) => accountIds.map((id) => [id, accountIds.length] as const)),
  );
  report.rings(rings.map(({ ring }) => ring));
  report.comparison(compareWithLabels(flagged, world.labels, { ringSizes }));
  if (once !== true) report.invitation({ url: service.url, adminKey, dataDir: folder.dataDir, labelsFile, rings });
  return rings;
}

async function sendWorld(api: ApiClient, world: World, report: DemoReport): Promise<void> {
  report.begin("Sending events", world.options.days);
  const answer = await api.sendEvents(eventLines(world, { onDay: (days, events) => report.sent(days, events) }));
  report.eventsSent(answer);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
