import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { separateLooseParts } from "../../src/graph/separate-loose-parts.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import { type SightingInWords, sightingsOf } from "../support/a-world.ts";
import { numbersFrom } from "../support/some-links.ts";

const accountCount = 4096;

function use(accounts: readonly number[], kind: IdentifierKind, value: string): SightingInWords[] {
  return accounts.map((account) => ({ account, kind, value, first: 0, last: 90 * 86_400 }));
}

/** The communities that are left of one, each ascending. */
function separated(members: readonly number[], sightings: readonly SightingInWords[]): number[][] {
  const index = indexIdentifiers(sightingsOf(accountCount, sightings));
  const communityOf = new Int32Array(accountCount).fill(-1);
  for (const member of members) communityOf[member] = 0;
  const after = separateLooseParts({ communityOf, sizes: Int32Array.of(members.length) }, index, policy);
  const parts = Array.from(after.sizes, (_, part) => members.filter((member) => after.communityOf[member] === part));
  expect(parts.map(({ length }) => length)).toEqual([...after.sizes]);
  return parts.filter(({ length }) => length > 0);
}

const ring = numbersFrom(0, 20);
const aRing = [...use(ring, "payment_instrument", "a card"), ...use(ring, "prompt_opening", "a template")];
const family = numbersFrom(100, 4);
const proxies = (users: readonly number[]) => {
  return numbersFrom(0, 6).flatMap((number) =>
    use([...ring.slice(number, number + 3), ...users], "ip", `proxy ${number}`),
  );
};

describe("separateLooseParts", () => {
  test("a family that has many addresses in common with a ring, and its tablet with itself, is on its own", () => {
    const sightings = [...aRing, ...proxies(family), ...use(family, "device_id", "a tablet")];
    expect(separated([...ring, ...family], sightings)).toEqual([ring, family]);
  });

  test("whoever has the ring's card or template as well stays", () => {
    for (const second of [
      use([...ring, 100], "payment_instrument", "another card"),
      use([3, 4, 100], "device_id", "a device"),
    ]) {
      const sightings = [...aRing, ...proxies(family), ...use(family, "device_id", "a tablet"), ...second];
      expect(separated([...ring, ...family], sightings)).toEqual([[...ring, ...family]]);
    }
  });

  test("a family that one prompt of one of its accounts ties to a ring is on its own", () => {
    const prompt = use([0, 1, 2, family[0]], "prompt_opening", "a rare prompt");
    const home = [...use(family, "ip", "a home"), ...use(family, "device_id", "a tablet")];
    expect(separated([...ring, ...family], [...aRing, ...home, ...prompt])).toEqual([ring, family]);
  });

  test("a ring of three accounts to a card is what its line ties", () => {
    const cards = numbersFrom(0, 10).flatMap((card) =>
      use(numbersFrom(3 * card, 3), "payment_instrument", `card ${card}`),
    );
    const all = numbersFrom(0, 30);
    expect(separated(all, [...cards, ...use(all, "ip", "the line")])).toEqual([all]);
  });

  test("families whom a carrier's addresses and a prompt tie are each on its own", () => {
    const families = numbersFrom(0, 3).map((number) => numbersFrom(10 * number, 4));
    const homes = families.flatMap((of) => [
      ...use(of, "ip", `home ${of[0]}`),
      ...use(of, "payment_instrument", `card ${of[0]}`),
    ]);
    const carrier = numbersFrom(0, 4).flatMap((number) =>
      use([...families.map((of) => of[number]), ...numbersFrom(1000, 200)], "ip", `carrier ${number}`),
    );
    const prompt = use([0, 10, 20, ...numbersFrom(1000, 5)], "prompt_opening", "a riddle");
    expect(separated(families.flat(), [...homes, ...carrier, ...prompt])).toHaveLength(3);
  });

  test("groups on a card each are one ring by templates that a quarter of them send, and nobody else", () => {
    const all = numbersFrom(0, 40);
    const cards = numbersFrom(0, 10).flatMap((card) =>
      use(numbersFrom(4 * card, 4), "payment_instrument", `card ${card}`),
    );
    const templates = numbersFrom(0, 4).flatMap((template) =>
      use(
        all.filter((account) => (account + Math.floor(account / 4)) % 4 === template),
        "prompt_opening",
        `template ${template}`,
      ),
    );
    expect(separated(all, [...cards, ...templates])).toEqual([all]);
  });

  describe("groups on a card each in one subnet, which is a small part of the ring", () => {
    const servers = numbersFrom(1000, 600);
    const elsewhere = [...use(servers, "ip", "the line"), ...use(servers, "payment_instrument", "a card")];
    const inSubnet = (accounts: readonly number[]) => [
      ...accounts.flatMap((account) => use([account], "ip", `server ${account}`)),
      ...numbersFrom(0, accounts.length / 3).flatMap((card) =>
        use(accounts.slice(3 * card, 3 * card + 3), "payment_instrument", `card ${card}`),
      ),
    ];
    const partsOf = (accounts: readonly number[], strangers: number) => {
      const users = [...accounts, ...servers.slice(0, 20), ...numbersFrom(3000, strangers)];
      const prefix = use(users, "ip_prefix", "a subnet");
      return separated([...accounts, ...servers], [...elsewhere, ...inSubnet(accounts), ...prefix]).length;
    };

    test("stay where they are many and hardly anybody else is there", () => {
      expect(partsOf(numbersFrom(0, 60), 0)).toBe(1);
      expect(partsOf(numbersFrom(0, 60), 8)).toBe(1);
    });

    test("are each on its own where others live as well, or in a subnet of few: homes and families", () => {
      expect(partsOf(numbersFrom(0, 60), 9)).toBe(21);
      expect(partsOf(numbersFrom(0, 27), 0)).toBe(10);
    });
  });

  describe("a company on a card of its own", () => {
    const company = numbersFrom(100, 12);
    const atWork = [...use(company, "payment_instrument", "the company's card"), ...use(company, "ip", "its office")];
    const roaming = (count: number) =>
      company.slice(0, count).flatMap((account) => {
        return numbersFrom(0, 3).flatMap((number) =>
          use([...ring.slice(number, number + 3), account], "ip", `proxy ${account} ${number}`),
        );
      });
    const partsOf = (count: number) => separated([...ring, ...company], [...aRing, ...atWork, ...roaming(count)]);

    test("is on its own where less than half of it comes through the ring's proxies", () => {
      expect(partsOf(5)).toEqual([ring, company]);
    });

    test("else it is a card group of the ring", () => {
      expect(partsOf(6)).toEqual([[...ring, ...company]]);
    });
  });

  test("nor do the addresses of a small carrier hold them, if each says more than a second family has to", () => {
    const families = numbersFrom(0, 3).map((number) => numbersFrom(10 * number, 4));
    const cards = families.flatMap((of) => use(of, "payment_instrument", `card ${of[0]}`));
    const carrier = numbersFrom(0, 4).flatMap((number) =>
      use([...families.map((of) => of[number]), ...numbersFrom(1000, 20)], "ip", `carrier ${number}`),
    );
    expect(separated(families.flat(), [...cards, ...carrier])).toHaveLength(3);
  });
});
