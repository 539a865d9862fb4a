import { once } from "node:events";
import { type StartedProgram, startProgram } from "./run-program.ts";

/** The built program as `npm start` runs it, on a database of a test's, with a key that may do everything. */
export interface StartedService {
  readonly url: string;
  readonly key: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export async function startService(databaseUrl: string, env: NodeJS.ProcessEnv = {}): Promise<StartedService> {
  const key = "rf_test_of_the_console_0123456789";
  const service: StartedProgram = startProgram(["serve"], {
    DATABASE_URL: databaseUrl,
    RINGFENCE_SECRET: "of the tests, and of nothing else",
    RINGFENCE_ADMIN_KEY: key,
    PORT: "0",
    LOG_LEVEL: "warn",
    ...env,
  });
  await service.sees("Data:");
  const url = /listens on (\S+)/.exec(service.stdout())?.[1] ?? "";
  return {
    url,
    key,
    fetch: (path, init = {}) =>
      fetch(url + path, {
        ...init,
        headers: { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) },
      }),
    async stop() {
      if (service.process.exitCode !== null) return;
      service.process.kill("SIGTERM");
      await once(service.process, "close");
    },
  };
}
