import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface BuiltService {
  readonly url: string;
  readonly processId: number;
  /** Rejects when the service ends before it is told to. */
  readonly failure: Promise<never>;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, "../../dist/main.js");

/** Of what the service said before it failed, so much is passed on. */
const rememberedCharacters = 2000;

/** Starts the service as users do, built and on its embedded Postgres, and waits until it listens. */
export async function startBuiltService(dataDir: string, adminKey: string): Promise<BuiltService> {
  const child = spawn(process.execPath, [program, "serve"], {
    // An empty variable counts as absent: whatever database the environment names, a benchmark has no business in it.
    env: {
      ...process.env,
      DATABASE_URL: "",
      RINGFENCE_SECRET: "",
      RINGFENCE_DATA_DIR: dataDir,
      RINGFENCE_ADMIN_KEY: adminKey,
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "warn",
      RINGFENCE_RESCORE_CRON: "off",
    },
    // The channel ties it to us: when we are gone, even by kill -9, it closes and the service stops.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Ctrl-C must not reach it directly: it stops when we have let go of it.
    detached: true,
  });
  const ended = once(child, "exit");
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (words: string) => {
    complaints = (complaints + words).slice(-rememberedCharacters);
  });
  const failure = ended.then(([code]): never => {
    throw new Error(`The service ended by itself, with code ${code}. It said last:\n${complaints}`);
  });
  // After a stop nobody waits for a failure any more; unheard, it would end this process too.
  failure.catch(() => {});
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const url = await Promise.race([readUrl(child), failure]);
  return { url, processId: child.pid as number, failure, stop };
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout as Readable })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return new Promise(() => {}); // it ended without a word on its address: the failure says so
}
