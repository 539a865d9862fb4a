import { type ChildProcess, spawn } from "node:child_process";
import type { User } from "./unprivileged-user.ts";

/**
 * Runs a program and interrupts it when the shell's input ends, as it does when we die in whatever way.
 *
 * The shell ends with its program and with the program's code. `detached` puts both out of reach of a Ctrl-C, which
 * would stop Postgres before the work under way has been written.
 */
const tied = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{ read _ <&3; kill -INT $program; } &
watcher=$!
wait $program
code=$?
kill $watcher
exit $code`;

/** Starts a program whose life is tied to ours. End its `stdin` to have it interrupted. */
export function spawnTied(command: string, argumentsOfIt: readonly string[], user: User | undefined): ChildProcess {
  const identity = user && { uid: user.uid, gid: user.gid };
  // Without a shell nothing ties it: on Windows the next start stops what was left running.
  if (process.platform === "win32") return spawn(command, argumentsOfIt, { stdio: ["pipe", "ignore", "pipe"] });
  return spawn("/bin/sh", ["-c", tied, "ringfence", command, ...argumentsOfIt], {
    ...identity,
    cwd: "/",
    detached: true,
    // Keys of ours that are in the environment are none of its business.
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
    stdio: ["pipe", "ignore", "pipe"],
  });
}
