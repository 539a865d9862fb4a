import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { CopyFigures } from "./figures.ts";

const tries = 3;
const statement = "copy bench_bare from stdin";

/**
 * The limit that taking in is held against: the very rows of `events`, as text, copied into a table without any index.
 *
 * Done by `psql` where that is installed, which is the fastest way; else by pg-copy-streams, which is nearly as fast.
 *
 * @param url of the same Postgres; holds the password
 * @param file where the rows are kept meanwhile
 */
export async function copyBare(pool: pg.Pool, url: string, file: string, signal: AbortSignal): Promise<CopyFigures> {
  const client = await pool.connect();
  try {
    await pipeline(client.query(copyTo("copy (select * from events) to stdout")), createWriteStream(file), { signal });
    await client.query("create table bench_bare as select * from events with no data");
    const by = (await hasPsql()) ? "psql" : "pg-copy-streams";
    const allSeconds: number[] = [];
    let rows = 0;
    for (let count = 0; count < tries; count++) {
      await client.query("truncate bench_bare");
      // What was written before is on disk then, and does not compete.
      await client.query("checkpoint");
      const startedAt = performance.now();
      if (by === "psql") await copyByPsql(url, file, signal);
      else await pipeline(createReadStream(file), client.query(copyFrom(statement)), { signal });
      allSeconds.push((performance.now() - startedAt) / 1000);
      rows = (await client.query<{ count: number }>("select count(*)::integer from bench_bare")).rows[0]?.count ?? 0;
    }
    await client.query("drop table bench_bare");
    return { rows, seconds: median(allSeconds), allSeconds, by };
  } finally {
    // Interrupted, the connection is left in the middle of a COPY: closed, not kept.
    client.release(signal.aborted);
  }
}

async function hasPsql(): Promise<boolean> {
  const child = spawn("psql", ["--version"], { stdio: "ignore" });
  return once(child, "exit").then(
    ([code]) => code === 0,
    () => false,
  );
}

/** The password goes by the environment: arguments can be read by everybody on the machine. */
async function copyByPsql(url: string, file: string, signal: AbortSignal): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const input = await open(file);
  const env = {
    PATH: process.env.PATH,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
  try {
    const args = ["--no-psqlrc", "--quiet", "--command", statement];
    const child = spawn("psql", args, { env, signal, stdio: [input.fd, "ignore", "inherit"] });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`psql ended with code ${code}`);
  } finally {
    await input.close();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
