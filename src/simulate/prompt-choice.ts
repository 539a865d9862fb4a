import type { Account } from "./account.ts";
import type { Random } from "./random.ts";

/** Prompts that the whole world tries: greetings, riddles, what went round that week. The first are by far the most common. */
const commonPrompts = 400;

/** The fingerprints of what an account sent in one hour or minute. */
export function choosePrompts(account: Account, day: number, requests: number, random: Random): string[] {
  const count = requests < 3 ? 1 : random.whole(1, 3);
  const chosen = new Set<string>();
  for (let prompt = 0; prompt < count; prompt += 1) chosen.add(choosePrompt(account, day, random));
  return [...chosen];
}

function choosePrompt({ prompts, index }: Account, day: number, random: Random): string {
  if (prompts.templates.length > 0 && random.chance(prompts.templateShare)) {
    const { paraphraseShare = 0 } = prompts;
    if (paraphraseShare > 0 && random.chance(paraphraseShare)) return `fp_${random.hex(16)}`;
    if (prompts.templateDays === 0) return random.pick(prompts.templates);
    return prompts.templates[Math.floor(day / prompts.templateDays) % prompts.templates.length] as string;
  }
  if (random.chance(0.03)) return `fp_common_${Math.floor(commonPrompts * random.fraction() ** 3)}`;
  // A third of what people send they have sent before.
  if (random.chance(0.33)) return `fp_${index.toString(36)}_${random.whole(0, 4)}`;
  return `fp_${random.hex(16)}`;
}
