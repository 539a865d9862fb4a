import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { useTestService } from "../support/test-service.ts";

const service = useTestService({ now: () => new Date() }, { RINGFENCE_BODY_SECONDS: "1" });
const sockets: Socket[] = [];
const timers: NodeJS.Timeout[] = [];
afterEach(() => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Sends the head of a request, and then a space of its body now and then. */
async function trickle(
  path: string,
  headers: Record<string, string>,
): Promise<{ socket: Socket; answer: () => string }> {
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    answer += text;
  });
  socket.on("error", () => {});
  await once(socket, "connect");
  const all = { host: "localhost", "content-length": "100000", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  sockets.push(socket);
  timers.push(setInterval(() => socket.write(" "), 100));
  return { socket, answer: () => answer };
}

const json = "application/json";

describe("a client that sends its body slowly", () => {
  test.each(["/v1/events", "/v1/runs"])("to %s is told so and cut off", async (path) => {
    const { key } = await service.keyFor("admin");
    const { socket, answer } = await trickle(path, { authorization: `Bearer ${key}`, "content-type": json });
    await once(socket, "close");
    expect(answer()).toContain("HTTP/1.1 408");
    expect(answer()).toContain("urn:ringfence:problem:body-too-slow");
  });

  test("without a key is refused at once, and cut off as well", async () => {
    const { socket, answer } = await trickle("/v1/events", { "content-type": json });
    await once(socket, "close");
    expect(answer()).toContain("HTTP/1.1 401");
  });

  test("may stream events as slowly as it likes; however many do, nobody waits for a connection to the database", async () => {
    const { key } = await service.keyFor("events:write");
    const streams = await Promise.all(
      Array.from({ length: 15 }, () =>
        trickle("/v1/events", { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    for (const { socket, answer } of streams) expect([socket.destroyed, answer()]).toEqual([false, ""]);
    const { pool } = service.dependencies.database;
    expect(pool.totalCount - pool.idleCount).toBe(0);
    expect((await service.fetch("/v1/stats")).status).toBe(200);
  });
});
