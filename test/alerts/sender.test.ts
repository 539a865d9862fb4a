import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createSender, type Sender } from "../../src/alerts/deliver/sender.ts";
import { createAddressGuard } from "../../src/alerts/reach/address-guard.ts";
import { answer, type Behaviour, type Receiver, startReceiver } from "../support/start-receiver.ts";

const allowing = createAddressGuard(["127.0.0.0/8"]);
const strict = createAddressGuard([]);
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function receiver(behave?: Behaviour): Promise<Receiver> {
  const started = await startReceiver(behave);
  cleanUps.push(() => started.close());
  return started;
}

function sender(options: Partial<Parameters<typeof createSender>[0]> = {}): Sender {
  const made = createSender({ guard: allowing, totalMilliseconds: 1000, ...options });
  cleanUps.push(() => made.close());
  return made;
}

const send = (to: Sender, url: string) => to.send({ url, headers: { "webhook-id": "msg_1" }, body: '{"a":1}' });

describe("a receiver", () => {
  test("gets the message as it is, and what it answers is told", async () => {
    const { url, received } = await receiver(answer(202, {}, "thanks"));
    expect(await send(sender(), url)).toEqual({
      status: 202,
      start: "thanks",
      retryAfter: undefined,
      failure: undefined,
    });
    expect(received).toMatchObject([{ path: "/hook", body: '{"a":1}' }]);
    expect(received[0]?.headers).toMatchObject({ "webhook-id": "msg_1", "content-type": "application/json" });
    expect(received[0]?.headers["user-agent"]).toMatch(/^Ringfence\/\d/);
  });

  test.each([400, 410, 429, 500, 503])("that answers %d has failed", async (status) => {
    const { url } = await receiver(answer(status, { "retry-after": "120" }, "no\0 more"));
    expect(await send(sender(), url)).toEqual({
      status,
      start: "no\u{fffd} more",
      retryAfter: "120",
      failure: `The receiver answered ${status}`,
    });
  });

  test.each([301, 302, 303, 307, 308])("that redirects (%d) has failed, and nobody goes there", async (status) => {
    const elsewhere = await receiver();
    const { url } = await receiver(answer(status, { location: elsewhere.url }));
    expect(await send(sender(), url)).toMatchObject({
      status,
      failure: `The receiver answered ${status}; redirects are not followed`,
    });
    expect(elsewhere.connections()).toBe(0);
  });

  test("that says nothing is left after the time limit", async () => {
    const { url } = await receiver(() => {});
    const before = performance.now();
    expect(await send(sender(), url)).toEqual({
      status: null,
      start: null,
      retryAfter: undefined,
      failure: "No answer within 1 seconds",
    });
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test("that never ends its answer has answered", async () => {
    const { url } = await receiver((response) => {
      response.writeHead(200);
      response.write("and another thing");
    });
    const before = performance.now();
    expect(await send(sender({ totalMilliseconds: 10_000 }), url)).toMatchObject({
      status: 200,
      start: "and another thing",
      failure: undefined,
    });
    expect(performance.now() - before).toBeLessThan(9000);
  });

  test("that answers with a gigabyte is heard for its first kilobyte", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(65_536, "x");
    const { url } = await receiver((response) => {
      const push = () => {
        while (sent < 2 ** 30 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", push);
        }
        response.end();
      };
      response.writeHead(200);
      push();
    });
    const told = await send(sender(), url);
    expect(told).toMatchObject({ status: 200, failure: undefined });
    expect(told.start).toBe("x".repeat(1024));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toBeLessThan(2 ** 25);
  });

  test("with a head of megabytes, one that cuts the line, one that talks no HTTP, and none at all have failed", async () => {
    const large = await receiver((response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\n${"x-much: ".padEnd(1000, "y")}\r\n`.repeat(2000));
    });
    const cut = await receiver((response) => response.socket?.destroy());
    const babble = createServer((socket) => socket.on("error", () => {}).end("SSH-2.0-OpenSSH_9.2\r\n"));
    babble.listen(0, "127.0.0.1");
    await once(babble, "listening");
    cleanUps.push(() => babble.close());
    const closed = await startReceiver();
    await closed.close();
    const { port } = babble.address() as AddressInfo;
    for (const url of [large.url, cut.url, `http://127.0.0.1:${port}/`, closed.url]) {
      const told = await send(sender(), url);
      expect([url, told.status, told.failure]).toEqual([url, null, expect.stringMatching(/^[A-Z].{10}/)]);
    }
    expect((await send(sender(), closed.url)).failure).toBe("The connection was refused");
  });

  test("is left at once when the process ends", async () => {
    const { url } = await receiver(() => {});
    const ending = new AbortController();
    const sending = sender().send({ url, headers: {}, body: "" }, ending.signal);
    setTimeout(() => ending.abort(new Error("over")), 50);
    await expect(sending).rejects.toThrow("over");
  });
});

describe("an address where no message may go", () => {
  test.each(["127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]", "localhost"])(
    "%s is not even connected to",
    async (host) => {
      const local = await receiver();
      for (const scheme of ["http", "https"]) {
        const told = await send(sender({ guard: strict }), `${scheme}://${host}:${local.port}/`);
        expect([told.status, told.failure]).toEqual([
          null,
          expect.stringContaining("not an address that webhooks may"),
        ]);
      }
      expect(local.connections()).toBe(0);
    },
  );

  test("is not reached by a name, nor where only one of its addresses is such", async () => {
    const local = await receiver();
    for (const answers of [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["10.0.0.1", "93.184.216.34"], ["::1"]]) {
      const resolve = async () => answers.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      const told = await send(sender({ guard: strict, resolve }), `https://alerts.example.com:${local.port}/`);
      expect(told.failure).toMatch(/^alerts.example.com leads to (127.0.0.1|10.0.0.1|::1), which is not an address/);
    }
    expect(local.connections()).toBe(0);
  });

  test("is not reached by a name that changes: it is resolved once, and the connection goes to what was checked", async () => {
    const local = await receiver();
    const answers = ["127.0.0.1", "127.0.0.2", "169.254.169.254"];
    let asked = 0;
    const resolve = async () => [{ address: answers[asked++] as string, family: 4 }];
    const guard = createAddressGuard(["127.0.0.1"]);
    const to = sender({ guard, resolve });
    const url = `http://alerts.example.com:${local.port}/`;
    expect((await send(to, url)).status).toBe(204);
    expect(asked).toBe(1);
    expect((await send(to, url)).failure).toContain("leads to 127.0.0.2");
    expect((await send(to, url)).failure).toContain("leads to 169.254.169.254");
    expect([asked, local.connections()]).toEqual([3, 1]);
  });

  test("is any that http would lead to, unless the operator allows it", async () => {
    const resolve = async () => [{ address: "93.184.216.34", family: 4 }];
    const told = await send(sender({ guard: allowing, resolve }), "http://alerts.example.com/");
    expect(told.failure).toContain("leads to 93.184.216.34");
  });
});

test("one name is asked for once, however many messages go there at once", async () => {
  const local = await receiver();
  let asked = 0;
  const resolve = async () => {
    asked++;
    await new Promise((next) => setTimeout(next, 50));
    return [{ address: "127.0.0.1", family: 4 }];
  };
  const to = sender({ resolve });
  await Promise.all(Array.from({ length: 8 }, () => send(to, `http://alerts.example.com:${local.port}/`)));
  expect([asked, local.received.length]).toEqual([1, 8]);
});
