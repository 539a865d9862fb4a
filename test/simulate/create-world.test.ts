import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { EventInput } from "../../src/contract/event.ts";
import { createWorld, type World } from "../../src/simulate/create-world.ts";
import type { WorldEvent } from "../../src/simulate/world-event.ts";
import { carefulRingKinds, ordinaryRingKinds, worldOptions } from "../../src/simulate/world-options.ts";
import { eventLines, labelLines } from "../../src/simulate/write-world.ts";
import { readWorld } from "./read-world.ts";

const small = { seed: 7, people: 3000 };
const { world, events } = readWorld({ ...small, promptTextShare: 0.1 });

function digest(options: Parameters<typeof worldOptions>[0]): string {
  const made = createWorld(worldOptions(options));
  const hash = createHash("sha256");
  for (const lines of [eventLines(made), labelLines(made.labels)]) for (const line of lines) hash.update(line);
  return hash.digest("hex");
}

describe("a made-up world", () => {
  test("is the same for the same seed, to the byte", () => {
    expect(digest(small)).toBe(digest(small));
  });

  test("is another one for another seed: hardly an address or a card of the one occurs in the other", () => {
    const other = readWorld({ ...small, seed: 8 }).events;
    const cards = new Set(other.map((event) => event.payment_instrument));
    const addresses = new Set(other.map((event) => event.ip));
    const paid = events.filter((event) => event.payment_instrument !== undefined);
    expect(paid.filter((event) => cards.has(event.payment_instrument))).toEqual([]);
    expect(events.filter((event) => addresses.has(event.ip)).length).toBeLessThan(events.length / 10);
  });

  test("happens the same when it is read a second time", () => {
    expect([...world.days()].flat()).toEqual(events);
  });

  test("has only events that the service takes", () => {
    const faults = events.flatMap((event) => EventInput.safeParse(event).error?.issues ?? []);
    expect(faults).toEqual([]);
  });

  test("comes in the order of time, with ids that grow and are never used twice", () => {
    for (let next = 1; next < events.length; next += 1) {
      const [earlier, later] = [events[next - 1], events[next]] as const;
      expect(later && earlier && later.occurred_at >= earlier.occurred_at && later.id > earlier.id).toBe(true);
    }
  });

  test("stays inside its days", () => {
    expect(events[0]?.occurred_at.slice(0, 10)).toBe("2026-04-22");
    expect(events.at(-1)?.occurred_at.slice(0, 10)).toBe("2026-06-05");
  });

  test("labels every account that occurs, and no other", () => {
    const labelled = world.labels.map(({ accountId }) => accountId);
    expect(new Set(labelled).size).toBe(labelled.length);
    expect(new Set(events.map((event) => event.account_id))).toEqual(new Set(labelled));
  });

  test("calls an account fake exactly where it belongs to a ring", () => {
    for (const { isFake, groupKind } of world.labels) expect(isFake).toBe(groupKind.startsWith("ring:"));
  });

  test("lets nobody use what they have not signed up for", () => {
    const seen = new Set<string>();
    const late = events.filter((event) => {
      const isLateSignup = event.type === "signup" && seen.has(event.account_id);
      seen.add(event.account_id);
      return isLateSignup;
    });
    expect(late).toEqual([]);
  });

  test("lets no mail address sign up twice", () => {
    const emails = events.flatMap(({ email }) => email ?? []);
    expect(new Set(emails).size).toBe(emails.length);
  });

  test("gives away nothing in the names of accounts", () => {
    // Of the ids that sort into the first half, about as many are fake as of the others: within four standard deviations.
    const half = world.labels.length / 2;
    const fakes = world.labels.flatMap(({ isFake }, position) => (isFake ? [position] : []));
    const inFirstHalf = fakes.filter((position) => position < half).length;
    expect(Math.abs(inFirstHalf - fakes.length / 2)).toBeLessThan(2 * Math.sqrt(fakes.length));
  });

  test("carries the text of prompts for the share that is asked for, never beside a fingerprint", () => {
    const texts = events.filter((event) => event.prompt !== undefined);
    const fingerprints = events.filter((event) => event.prompt_fingerprint !== undefined);
    expect(texts.length / (texts.length + fingerprints.length)).toBeCloseTo(0.1, 1);
    expect(texts.some((event) => event.prompt_fingerprint !== undefined)).toBe(false);
  });

  test("has so many honest people as were asked for", () => {
    const honest = world.labels.filter(({ isFake }) => !isFake).length;
    expect(honest).toBeGreaterThanOrEqual(small.people);
    expect(honest).toBeLessThan(small.people * 1.1);
  });

  test("of 60,000 people has 86 offices, 33 classes and 28 rings of every ordinary kind", () => {
    const options = worldOptions({ seed: 1, people: 60_000 });
    expect([options.offices, options.classes]).toEqual([86, 33]);
    const counts = ordinaryRingKinds.map((kind) => options.rings[kind]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(28);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(carefulRingKinds.map((kind) => options.rings[kind])).toEqual([0, 0, 0, 0, 0]);
  });

  test("that is careful is the default one, account by account, with careful rings of every kind on top", () => {
    const usual = createWorld(worldOptions(small));
    const careful = createWorld(worldOptions({ ...small, scenario: "careful" }));
    const known = new Set(usual.labels.map(({ accountId }) => accountId));
    expect(careful.labels.filter(({ accountId }) => known.has(accountId))).toEqual(usual.labels);
    const onTop = careful.labels.filter(({ accountId }) => !known.has(accountId));
    const kinds = new Set(onTop.map(({ groupKind }) => groupKind));
    expect(kinds).toEqual(new Set(carefulRingKinds.map((kind) => `ring:${kind}`)));
    const firstDay = ({ labels, days }: World) => {
      const events = days().next().value as WorldEvent[];
      return [labels.length, events.filter(({ account_id }) => known.has(account_id)).map(({ id, ...rest }) => rest)];
    };
    expect(firstDay(careful)[1]).toEqual(firstDay(usual)[1]);
  });
});
