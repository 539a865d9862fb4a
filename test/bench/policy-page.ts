import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { hashPolicy } from "../../src/policies/hash-policy.ts";
import { listConstants } from "../../src/policies/list-constants.ts";

/** The page about the policy: what every constant means, and what it is unless somebody promotes another policy. */
export function policyPage(): string {
  const rows = listConstants().map(({ name, unit, description }) => {
    return `| \`${name}\` | ${readDefault(name)} | ${unit || "-"} | ${description} |`;
  });
  return `# The policy

All weights and thresholds stand in one document. Each run names the one that it judged by (\`policy_version\`, and its hash in the
\`manifest\`). To try another:

\`\`\`sh
npx ringfence policy show > mine.json                  # the active one; change \`version\` and whatever else
npx ringfence run --policy mine.json --shadow          # publishes nothing; says who would be newly flagged, and who released
npx ringfence policy add mine.json
npx ringfence policy promote <version>                 # judges from the next run on
npx ringfence policy rollback                          # the one before judges again
npx ringfence policy log                               # who did what, and when
\`\`\`

Over HTTP: \`POST /v1/runs\` with \`{"policy": …, "shadow": true}\`, \`GET /v1/runs/{id}/differences\`, \`POST /v1/policies\`,
\`POST /v1/policies/{version}/promote\`, \`POST /v1/policies/rollback\`, \`GET /v1/policy_changes\`. A version never changes its meaning, and
an unknown or misspelt constant is refused by name. Until somebody promotes a policy, the one that the program brings along judges,
also after an upgrade.

A range \`[from, to]\` maps what is measured to a strength: 0 at the first, 1 at the second, straight between. Weights are log-odds in nats at
full strength; negative ones speak against a ring. This page is written by \`npm run policy-page\` from the schema that validates; the
values are those of version ${defaultPolicy.version} (\`${hashPolicy(defaultPolicy).slice(0, 16)}\`).

| constant | value | unit | what it means, and why |
|---|---|---|---|
${rows.join("\n")}
`;
}

/** The default's value at a name such as \`evidence.cores[].marginBits\`. */
function readDefault(name: string): string {
  const values = name.split(".").reduce<unknown[]>(
    (places, step) => {
      const inside = places.map((place) => (place as Record<string, unknown>)[step.replace("[]", "")]);
      return step.endsWith("[]") ? inside.flat() : inside;
    },
    [defaultPolicy],
  );
  return values.map((value) => JSON.stringify(value)).join("; ");
}
