import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a receiver was sent. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: number;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** Connections that were ever made to it. */
  connections(): number;
  /** Ids of the messages that came, each once, sorted. */
  ids(): string[];
  close(): Promise<void>;
}

export type Behaviour = (response: ServerResponse, request: IncomingMessage, count: number) => void;

export const answer =
  (status: number, headers: Record<string, string> = {}, body = ""): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

/** A web server on a free port of 127.0.0.1 that takes messages, and then behaves as it is told; well unless told. */
export async function startReceiver(behave: Behaviour = answer(204), port = 0): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    response.on("error", () => {});
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      received.push({ path: request.url ?? "", headers, body: Buffer.concat(parts).toString(), at: performance.now() });
      behave(response, request, received.length);
    });
  });
  server.on("connection", () => {
    connections++;
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/hook`,
    port: taken,
    received,
    connections: () => connections,
    ids: () => [...new Set(received.map(({ headers }) => headers["webhook-id"] ?? ""))].sort(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
