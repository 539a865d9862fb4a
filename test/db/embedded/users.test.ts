import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { readdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { findBinaries } from "../../../src/db/embedded/find-binaries.ts";
import { linkLibraries } from "../../../src/db/embedded/link-libraries.ts";
import { placeServer } from "../../../src/db/embedded/place-server.ts";
import { findUnprivilegedUser } from "../../../src/db/embedded/unprivileged-user.ts";
import { useDataFolder } from "./data-folder.ts";
import { query, stopProcess } from "./start-process.ts";

const folder = useDataFolder();
const isRoot = process.getuid?.() === 0;
const logger = pino({ level: "silent" });
const nobody = 65_534;

/** In a checkout under /root an ordinary user cannot even read the program, so there is nothing to try as one. */
function isClosedToOthers(): boolean {
  const readThis = `require("node:fs").readFileSync(${JSON.stringify(import.meta.filename)})`;
  return spawnSync(process.execPath, ["-e", readThis], { uid: nobody, gid: nobody, cwd: "/" }).status !== 0;
}

// Only root can change users; for everybody else every other test here is the one of an ordinary user.
describe.skipIf(!isRoot)("as root", () => {
  test("the server runs as another user", async () => {
    await folder.start();
    expect(lstatSync(`/proc/${folder.serverProcessId()}`).uid).toBe(findUnprivilegedUser()?.uid);
  });

  test("a folder that is closed to this user keeps its data elsewhere, says so, and finds it again", async () => {
    const closed = join(folder.path, "..", "closed");
    mkdirSync(closed, { mode: 0o700 });
    const dataDir = join(closed, "data");
    const first = await folder.start({ dataDir });
    const location = readFileSync(join(dataDir, "location"), "utf8").trim();
    onTestFinished(() => rmSync(location, { recursive: true }));
    expect(location).toMatch(/^\/var\/lib\/ringfence\/[0-9a-f]{12}$/);
    expect(first.log).toContain(location);
    expect(existsSync(join(location, "postgres", "PG_VERSION"))).toBe(true);
    await query(first.url, "create table kept as select 42 as answer");
    await stopProcess(first);
    const second = await folder.start({ dataDir });
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
    await stopProcess(second);
  });

  test("programs that lie in a closed folder are copied to where the user can run them", () => {
    const binaries = findBinaries();
    const closed = join(folder.path, "..", "closed");
    mkdirSync(closed, { mode: 0o700 });
    const movableFolder = join(closed, "native");
    cpSync(binaries.movableFolder ?? "", movableFolder, { recursive: true, verbatimSymlinks: true });
    const user = findUnprivilegedUser();
    const moved = { ...binaries, movableFolder, folder: join(movableFolder, "bin") };
    const { binariesFolder } = placeServer(folder.path, moved, user, logger);
    expect(binariesFolder.startsWith(folder.path)).toBe(true);
    const { stdout } = spawnSync(join(binariesFolder, "postgres"), ["--version"], { ...user, encoding: "utf8" });
    expect(stdout).toContain(`(PostgreSQL) ${binaries.majorVersion}`);
  });

  test.skipIf(isRoot && isClosedToOthers())("an ordinary user has a server of their own", async () => {
    mkdirSync(folder.path);
    chownSync(folder.path, nobody, nobody);
    const { url, message } = await folder.start({ uid: nobody });
    expect(message).toBeUndefined();
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(lstatSync(`/proc/${folder.serverProcessId()}`).uid).toBe(nobody);
  });

  test.skipIf(isRoot && isClosedToOthers())(
    "an ordinary user whose folder is not writable is told what to do",
    async () => {
      mkdirSync(folder.path, { mode: 0o755 });
      const refused = await folder.start({ uid: nobody });
      expect(refused).toMatchObject({ kind: "unavailable", code: "data-folder-not-usable" });
      expect(refused.message).toContain("Give this user the right to, or set RINGFENCE_DATA_DIR");
    },
  );
});

describe("libraries", () => {
  test("get the links that an install without scripts has left out, and Postgres runs", () => {
    const native = `${folder.path}-native`;
    cpSync(findBinaries().movableFolder ?? "", native, { recursive: true, verbatimSymlinks: true });
    for (const name of readdirSync(join(native, "lib"))) {
      const path = join(native, "lib", name);
      if (lstatSync(path).isSymbolicLink()) rmSync(path);
    }
    const version = () => spawnSync(join(native, "bin", "postgres"), ["--version"], { encoding: "utf8" });
    expect(version().status).not.toBe(0);
    expect(linkLibraries(native)).toBe(true);
    expect(version().stdout).toContain("(PostgreSQL)");
  });
});
