import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openSecret, sealSecret } from "../../src/alerts/seal-secret.ts";

const secret = Buffer.alloc(32, 7);

test("a sealed secret is opened with the service's secret, for its endpoint, and by nothing else", () => {
  const sealed = sealSecret({ secret, randomBytes }, "whe_1", "whsec_c2VjcmV0");
  expect(openSecret(secret, "whe_1", sealed)).toBe("whsec_c2VjcmV0");
  expect(sealed.toString("latin1")).not.toContain("whsec");
  expect(sealSecret({ secret, randomBytes }, "whe_1", "whsec_c2VjcmV0")).not.toEqual(sealed);

  expect(() => openSecret(secret, "whe_2", sealed)).toThrow();
  expect(() => openSecret(Buffer.alloc(32, 8), "whe_1", sealed)).toThrow();
  for (let place = 0; place < sealed.length; place++) {
    const broken = Buffer.from(sealed);
    broken[place] = (broken[place] as number) ^ 1;
    expect(() => openSecret(secret, "whe_1", broken)).toThrow();
  }
});
