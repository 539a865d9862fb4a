import type { Role } from "./open-embedded.ts";
import { dataFolderInUse, findHolder, findStarter, joinServer, openPresence, type Presence } from "./presence.ts";
import { isAlive, type RunningServer } from "./running-server.ts";

/** Asks for the same password on every attempt, so another answer does not come by waiting. */
const wrongPassword = "28P01";

/**
 * Deals with a server that another process has started: joins it as a guest, or learns that it is about to be gone.
 *
 * @returns undefined when nothing is decided yet: look again in a moment
 * @throws {DomainError} `conflict` when an owner is asked for and another process holds the server
 */
export async function meetServer(
  running: RunningServer,
  url: string,
  { role, dataDir }: { readonly role: Role; readonly dataDir: string },
): Promise<Presence | undefined> {
  let presence: Presence | undefined;
  try {
    presence = await openPresence(url, "guest");
    const holder = await findHolder(presence);
    if (holder !== undefined && role === "owner") throw dataFolderInUse(holder, dataDir);
    if (holder !== undefined) {
      await joinServer(presence);
      return presence;
    }
    // Between start and hold a living starter needs a moment. A dead one has left an orphan, which is stopped, not adopted:
    // a server that is not tied to us would outlive us.
    const starter = await findStarter(presence);
    if (starter === undefined || !isAlive(starter)) process.kill(running.processId, "SIGINT");
  } catch (error) {
    await presence?.end().catch(() => {});
    if (!isPassing(error)) throw error;
    return undefined;
  }
  await presence.end().catch(() => {});
  return undefined;
}

/** A server that is starting or stopping refuses or drops connections, each in several ways. */
function isPassing(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string };
  return name !== "DomainError" && code !== wrongPassword;
}
