import { spawn } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { DomainError } from "../model/errors.ts";

/** `ringfence serve` as a process of its own. */
export interface ServiceProcess {
  readonly url: string;
  /** Rejects when the service ends before it is told to. */
  readonly failure: Promise<never>;
  /** Lets it finish what it is at, and waits until it is gone. */
  stop(): Promise<void>;
}

export interface ServiceSettings {
  readonly env: NodeJS.ProcessEnv;
  readonly dataDir: string;
  /** 0 asks the system for a free one. */
  readonly port: number;
  readonly adminKey: string;
}

/** Beside this file's folder: main.js when built, main.ts when run from source. */
const program = fileURLToPath(new URL(`../main${extname(import.meta.url)}`, import.meta.url));

/** Of what the service said before it failed, so much is passed on. */
const rememberedLines = 10;

/**
 * Starts the service, the very program that `npm start` runs, and waits until it listens.
 *
 * @throws {DomainError} `unavailable` with the service's own words, when it does not come up
 */
export async function startService(settings: ServiceSettings): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [...process.execArgv, program, "serve"], {
    env: demoEnvironment(settings),
    // The channel ties it to us: when we are gone, even by kill -9, it closes and the service stops.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Ctrl-C must not reach it directly: it stops when we have let go of it.
    detached: true,
  });
  const ended = once(child, "exit");
  const complaints: string[] = [];
  createInterface({ input: child.stderr as Readable }).on("line", (line) => {
    complaints.push(line);
    if (complaints.length > rememberedLines) complaints.shift();
  });
  let isStopping = false;
  const failure = ended.then((): never => {
    const words = complaints.length > 0 ? `:\n${complaints.join("\n")}` : ".";
    throw new DomainError("unavailable", "service-ended", `The service ended by itself${words}`);
  });
  // After a stop nobody waits for a failure any more; unheard, it would end this process too.
  failure.catch(() => {});
  const stop = async () => {
    if (!isStopping) child.kill("SIGTERM");
    isStopping = true;
    await ended;
  };
  return { url: await Promise.race([readUrl(child.stdout as Readable), failure]), failure, stop };
}

function demoEnvironment({ env, dataDir, port, adminKey }: ServiceSettings): NodeJS.ProcessEnv {
  const ours = { RINGFENCE_DATA_DIR: dataDir, HOST: "127.0.0.1", PORT: String(port), RINGFENCE_ADMIN_KEY: adminKey };
  // An empty variable counts as absent: whatever database the environment names, a made-up world has no business in it.
  return { ...env, DATABASE_URL: "", RINGFENCE_SECRET: "", LOG_LEVEL: "warn", RINGFENCE_RESCORE_CRON: "off", ...ours };
}

async function readUrl(stdout: Readable): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return new Promise(() => {}); // it ended without a word on its address: the failure says why
}
