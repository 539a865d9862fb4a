import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { mesh } from "../../../src/detection/signals/mesh.ts";
import { seededRandom } from "../../../src/graph/seeded-random.ts";
import { day, each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.mesh;

/** Everybody on six proxies of thirty, in as many networks, and one card of ten. */
function aPool(count: number): Somebody[] {
  const random = seededRandom(5);
  return each(count, (number) => {
    const proxies = [...new Set(each(6, () => ({})).map(() => `proxy ${Math.floor(random() * 30)}`))];
    return {
      signedUpAt: number * day,
      activeDays: 20,
      uses: { ip: proxies, ip_prefix: proxies, payment_instrument: [`card ${number % 10}`] },
    };
  });
}

/** One address, one card and one mail domain; homes of their own. */
function anOffice(count: number): Somebody[] {
  return each(count, (number) => ({
    signedUpAt: number * day,
    activeDays: 20,
    uses: {
      ip: ["the office", `home ${number}`],
      payment_instrument: ["the company's card"],
      email_domain: ["company.example"],
    },
  }));
}

describe("mesh", () => {
  test("a pool of proxies and cards holds without its biggest hubs", () => {
    const finding = weigh(mesh, aPool(40));
    expect(finding?.weight).toBeGreaterThan(policy.weight / 2);
    expect(finding?.weight).toBeLessThanOrEqual(policy.weight);
    expect(finding?.summary).toMatch(
      /^A mesh, not a star: without the 8 most shared identifiers, \d+ % of the links still hold$/,
    );
  });

  test("says nothing of an office: without its address and its card nothing ties it", () => {
    expect(weigh(mesh, anOffice(40))).toBeUndefined();
  });

  test("says nothing of the users of one popular tool, who share many templates and nothing else", () => {
    const random = seededRandom(6);
    const users = each(40, (number) => ({
      signedUpAt: number * day,
      activeDays: 20,
      uses: {
        ip: [`home ${number}`],
        prompt_opening: [...new Set(each(6, () => ({})).map(() => `template ${Math.floor(random() * 30)}`))],
      },
    }));
    expect(weigh(mesh, users)).toBeUndefined();
  });

  test("says nothing of a university: four addresses, and homes", () => {
    const random = seededRandom(7);
    const students = each(60, (number) => ({
      signedUpAt: number * day,
      activeDays: 20,
      uses: { ip: [`campus ${Math.floor(random() * 4)}`, `home ${number}`], email_domain: ["university.example"] },
    }));
    expect(weigh(mesh, students)).toBeUndefined();
  });

  test("says nothing of build runners in one cloud, who get any of its hundreds of addresses", () => {
    const random = seededRandom(8);
    const runners = each(40, (number) => ({
      signedUpAt: number * day,
      activeDays: 20,
      uses: {
        ip: [...new Set(each(6, () => ({})).map(() => `address ${Math.floor(random() * 30)}`))],
        ip_prefix: ["the cloud"],
        payment_instrument: [`card of firm ${number % 2}`],
      },
    }));
    expect(weigh(mesh, runners)).toBeUndefined();
  });

  test("says nothing of communities below the policy's size: eight hubs are all that they have", () => {
    expect(weigh(mesh, aPool(policy.smallest - 1))).toBeUndefined();
  });
});
