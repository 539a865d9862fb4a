import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { emptyEnvironment, program } from "../../support/run-program.ts";

/** A service as operators run it, in a process of its own. */
export interface Service {
  readonly url: string;
  readonly process: ChildProcess;
  stderr(): string;
  /** As the power does. */
  kill(): Promise<void>;
  /** As a service manager does. @returns its exit code */
  stop(): Promise<number | null>;
}

export const adminKey = "rf_a_key_for_the_faults_only";
export const metricsKey = "a_key_for_the_figures_only";

/** Starts a service and waits until it listens. It does nothing by the clock unless `env` says so. */
export async function startService(
  databaseUrl: string,
  { role = "all", env = {} }: { readonly role?: "all" | "api" | "worker"; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Service> {
  const child = spawn(process.execPath, [program, "serve", "--role", role], {
    env: {
      ...emptyEnvironment,
      DATABASE_URL: databaseUrl,
      RINGFENCE_SECRET: "a secret for the faults and no other",
      RINGFENCE_ADMIN_KEY: adminKey,
      RINGFENCE_METRICS_KEY: metricsKey,
      RINGFENCE_RESCORE_CRON: "off",
      PORT: "0",
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-20_000);
  });
  const ended = once(child, "exit") as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const found = /listens on (\S+)/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`It ended before it listened: ${stderr}`)));
  });
  return {
    url,
    process: child,
    stderr: () => stderr,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return (await ended)[0];
    },
  };
}

/** A request with the admin's key. */
export function ask(service: Pick<Service, "url">, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${service.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${adminKey}`, ...(init.headers as Record<string, string>) },
    signal: AbortSignal.timeout(30_000),
  });
}
