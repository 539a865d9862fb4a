import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { DomainError } from "../../model/errors.ts";

/** An ordinary user of the machine. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user whom Postgres runs as in place of root, who it refuses to run as.
 *
 * It must have an entry in /etc/passwd: without one initdb fails.
 *
 * @returns undefined where we are not root, so that Postgres runs as ourselves
 */
export function findUnprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n").map(parseUser);
  for (const name of ["postgres", "nobody"]) {
    const user = users.find((candidate) => candidate.name === name);
    if (user && user.uid > 0) return user;
  }
  throw new DomainError(
    "unavailable",
    "no-user-for-postgres",
    "Postgres does not run as root, and there is no user postgres or nobody to run it as: start Ringfence as an ordinary user, or set DATABASE_URL.",
  );
}

function parseUser(line: string): User {
  const [name = "", , uid, gid] = line.split(":");
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Whether the user can go into a folder, or run a program: asked of the system, which also knows about access lists. */
export function canReach(user: User | undefined, path: string): boolean {
  const identity = user && { uid: user.uid, gid: user.gid };
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { ...identity, cwd: "/" }).status === 0;
}
