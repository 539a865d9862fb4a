import { seededRandom } from "../../src/graph/seeded-random.ts";

/** A stream with everything in it: accounts that share identifiers, both types, prompts, days, capabilities. The seed decides it. */
export function someStream(seed: number, count: number): Record<string, unknown>[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, (_, place) => {
    const account = below(Math.ceil(count / 5));
    const isSignup = below(4) === 0;
    const time = new Date(Date.UTC(2026, 3, 22) + below(20 * 86_400) * 1000 + below(1000));
    return {
      id: `evt_${seed}_${place}`,
      type: isSignup ? "signup" : "usage",
      account_id: `acct_${account}`,
      occurred_at: time.toISOString(),
      ip: below(3) === 0 ? `2001:db8:${below(9)}::${below(50)}` : `203.0.${below(4)}.${below(200)}`,
      ...(below(3) === 0 && { payment_instrument: `pm_${below(count / 10)}` }),
      ...(below(3) === 0 && { device_id: `dev\\\t_${below(count / 8)}` }),
      ...(isSignup
        ? {
            email: `user.${account}+${below(9)}@gmail.com`,
            ...(below(2) === 0 && { organization_id: `org_${below(5)}` }),
          }
        : {
            requests: below(30),
            input_tokens: below(100_000),
            output_tokens: below(100_000),
            ...(below(2) === 0 && { capability: `capability_${below(4)}` }),
            ...(below(3) === 0 && { prompt_fingerprint: [`fp_${below(40)}`, `fp_${below(40)}`] }),
            ...(below(9) === 0 && {
              prompt: `Please rate the essay number ${below(99)} of ${account} from the list ${below(20)} and say why you did so.`,
            }),
          }),
    };
  });
}
