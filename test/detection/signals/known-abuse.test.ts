import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { knownAbuse } from "../../../src/detection/signals/known-abuse.ts";
import { each, type Somebody, someStrangers, type Verdicts, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.knownAbuse;

/** Thirty accounts of a ring that was confirmed: ten cards, thirty proxies, one phone for all. */
const confirmedRing = each(30, (number): Somebody => {
  return {
    decided: "confirmed",
    uses: {
      ip: each(4, () => ({})).map((_, step) => `proxy ${(number + step) % 30}`),
      ip_prefix: each(4, () => ({})).map((_, step) => `network ${(number + step) % 30}`),
      payment_instrument: [`stolen card ${number % 10}`],
      phone: ["burner"],
    },
  };
});
const others = [...confirmedRing, ...someStrangers];
const group = (count: number, uses: (number: number) => Somebody["uses"]) =>
  each(count, (number) => ({ uses: uses(number) }));
const hear = (members: readonly Somebody[], verdicts: Verdicts = [], among: readonly Somebody[] = others) =>
  weigh(knownAbuse, members, among, verdicts);

describe("known-abuse", () => {
  test("a second pool on the cards of a confirmed ring", () => {
    expect(hear(group(20, (number) => ({ payment_instrument: [`stolen card ${number % 5}`] })))).toEqual({
      name: "known-abuse",
      weight: policy.weight,
      summary: "20 of 20 accounts use 5 cards, devices or mailboxes of confirmed rings",
    });
  });

  test("cards that are one account's each, as the ring's were", () => {
    const pool = each(
      10,
      (number): Somebody => ({ decided: "confirmed", uses: { payment_instrument: [`card ${number}`] } }),
    );
    const heirs = group(10, (number) => ({ payment_instrument: [`card ${number}`] }));
    expect(hear(heirs, [], [...pool, ...someStrangers])?.weight).toBe(policy.weight);
  });

  test("newcomers at the addresses of a confirmed ring, in several networks each", () => {
    const heirs = group(20, (number) => ({
      ip: each(3, () => ({})).map((_, step) => `proxy ${number + step}`),
      ip_prefix: each(3, () => ({})).map((_, step) => `network ${number + step}`),
    }));
    expect(hear(heirs)).toMatchObject({
      weight: policy.weight,
      summary: "20 of 20 accounts use 3 or more addresses of confirmed rings each",
    });
  });

  test("whoever uses what is known to be bad, of whatever kind", () => {
    const members = group(20, (number) => ({
      device_id: ["rack"],
      email_domain: [number < 15 ? "a.example" : "b.example"],
    }));
    const verdicts: Verdicts = [
      ["device_id", "rack", "known_bad"],
      ["email_domain", "a.example", "known_bad"],
    ];
    expect(hear(members, verdicts)).toMatchObject({
      weight: policy.weight,
      summary: "20 of 20 accounts use 2 things known to be bad",
    });
    expect(hear(members, verdicts.slice(1))?.summary).toBe("15 of 20 accounts use one thing known to be bad");
  });

  test("says nothing where nothing is known, nor of a group that has nothing to do with it", () => {
    expect(
      hear(
        group(20, (number) => ({ payment_instrument: [`stolen card ${number % 5}`] })),
        [],
        someStrangers,
      ),
    ).toBeUndefined();
    expect(hear(group(20, () => ({ payment_instrument: ["the company's card"] })))).toBeUndefined();
  });

  test("says nothing of the confirmed ring itself: it would be its own evidence", () => {
    expect(weigh(knownAbuse, confirmedRing, someStrangers)).toBeUndefined();
  });

  test("says nothing of a household behind one proxy of a confirmed ring", () => {
    expect(hear(group(5, () => ({ ip: ["proxy 3"], ip_prefix: ["network 3"] })))).toBeUndefined();
  });

  test("says nothing of a household whose line moves from address to address in one network", () => {
    const ips = ["proxy 1", "proxy 2", "proxy 3"];
    expect(hear(group(5, () => ({ ip: ips, ip_prefix: ["network 1"] })))).toBeUndefined();
  });

  test("says nothing of a family whose one card was stolen", () => {
    expect(hear(group(5, () => ({ payment_instrument: ["stolen card 3"] })))).toBeUndefined();
  });

  test("says nothing of a carrier's customers at addresses that a confirmed ring used, too", () => {
    const onCarrier = () => ({
      ip: each(4, () => ({})).map((_, step) => `proxy ${step}`),
      ip_prefix: each(4, () => ({})).map((_, step) => `network ${step}`),
      device_id: ["tablet in the shop", "other tablet in the shop"],
    });
    const customers = group(400, onCarrier);
    const ring = confirmedRing.map((member) => ({ ...member, uses: { ...member.uses, ...onCarrier() } }));
    expect(hear(group(20, onCarrier), [], [...ring, ...customers, ...someStrangers])).toBeUndefined();
    expect(hear(group(20, onCarrier), [], [...ring, ...someStrangers])).toBeDefined();
  });

  test("says nothing of an office where three people's cards were stolen", () => {
    const office = group(40, (number) => ({
      payment_instrument: [number < 3 ? `stolen card ${number}` : `own ${number}`],
    }));
    expect(hear(office)).toBeUndefined();
  });

  test("an analyst who says that an address is a carrier's takes it out", () => {
    const members = group(20, () => ({ device_id: ["rack", "other rack"] }));
    const ring = each(20, (): Somebody => ({ decided: "confirmed", uses: { device_id: ["rack", "other rack"] } }));
    expect(hear(members, [], ring)).toBeDefined();
    expect(hear(members, [["device_id", "rack", "public_place"]], ring)).toBeUndefined();
  });
});
