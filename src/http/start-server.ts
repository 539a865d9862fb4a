import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DomainError } from "../model/errors.ts";

export interface RunningServer {
  /** Where it answers, for example `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no new requests, finishes those under way (for `graceMilliseconds` at most), then ends. */
  close(graceMilliseconds?: number): Promise<void>;
}

/** While the server ends, connections that have become idle are closed so often. */
const sweepMilliseconds = 100;

/** A connection on which nothing moves for so long is given up. */
const idleMilliseconds = 300_000;

/**
 * Listens.
 *
 * @param address port 0 asks the system for a free one
 * @throws {DomainError} `unavailable`, with a sentence that says what to do, when the address cannot be had
 */
export async function startServer(
  app: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  const server = createServer(app);
  // Node gives a request five minutes as a whole, which would cut a long stream of events: only silence ends it.
  server.requestTimeout = 0;
  server.timeout = idleMilliseconds;
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw explain(error, host, port);
  });
  return { url: urlOf(server), close: (graceMilliseconds = 10_000) => drain(server, graceMilliseconds) };
}

async function drain(server: Server, graceMilliseconds: number): Promise<void> {
  const closed = once(server, "close");
  // Who asks again on a connection that is open is answered, and told to ask elsewhere the next time.
  server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
  server.close();
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
  const impatience = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await closed;
  clearInterval(idle);
  clearTimeout(impatience);
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function explain(error: unknown, host: string, port: number): unknown {
  const refuse = (code: string, message: string) => new DomainError("unavailable", code, message, { cause: error });
  switch ((error as { code?: unknown }).code) {
    case "EADDRINUSE":
      return refuse(
        "port-in-use",
        `Port ${port} on ${host} is in use: stop what listens there, or set PORT to another.`,
      );
    case "EACCES":
      return refuse("port-forbidden", `Port ${port} may not be used by this user: set PORT to one above 1023.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return refuse(
        "host-unknown",
        `This machine has no address ${host}: set HOST to one that it has, such as 127.0.0.1.`,
      );
    default:
      return error;
  }
}
