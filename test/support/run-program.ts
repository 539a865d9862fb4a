import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const program = join(import.meta.dirname, "../../dist/main.js");

/** What is left of our own environment: nothing that would configure the program. */
export const emptyEnvironment = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" };

/** Runs the built program to its end, as a process of its own. */
export async function runProgram(
  args: readonly string[],
  { env = {}, input = "" }: { readonly env?: NodeJS.ProcessEnv; readonly input?: string | Buffer } = {},
): Promise<Ended> {
  const child = startProgram(args, env);
  child.process.stdin?.end(input);
  const [code] = (await once(child.process, "close")) as [number | null];
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

export interface StartedProgram {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits for a text on its output. @throws when it ends without */
  sees(text: string | RegExp): Promise<void>;
}

export function startProgram(args: readonly string[], env: NodeJS.ProcessEnv): StartedProgram {
  const child = spawn(process.execPath, [program, ...args], { env: { ...emptyEnvironment, ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {}); // it may end before it has read everything
  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    async sees(text) {
      while (!(typeof text === "string" ? stdout.includes(text) : text.test(stdout))) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended early: ${stdout}${stderr}`);
        await Promise.race([once(child.stdout, "data"), once(child, "close")]);
      }
    },
  };
}
