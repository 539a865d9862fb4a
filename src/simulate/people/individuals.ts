import type { Account, Group, PromptHabit } from "../account.ts";
import { eitherPlace } from "../place.ts";
import type { Random } from "../random.ts";
import type { Setting } from "../setting.ts";
import { newPerson, newTemplates } from "./new-person.ts";

/** Strangers to each other: at home, on the road, behind a VPN, in the crowd of a popular tool. */
export function addIndividuals(setting: Setting, count: number): void {
  const random = setting.random.fork("individuals");
  const crowds = Array.from({ length: setting.options.toolCrowds }, (_, tool) => makeToolCrowd(random, tool));
  for (let person = 0; person < count; person += 1)
    newPerson(setting, random, drawCircumstances(setting, random, crowds));
}

interface ToolCrowd {
  readonly group: Group;
  readonly templates: readonly string[];
}

/** A popular tool wraps what its users type into a template; a new release brings a new template. */
function makeToolCrowd(random: Random, tool: number): ToolCrowd {
  return {
    group: { name: `tool-${tool + 1}`, kind: "tool_crowd" },
    templates: newTemplates(random, random.whole(1, 6)),
  };
}

function drawCircumstances(setting: Setting, random: Random, crowds: readonly ToolCrowd[]): Partial<Account> {
  const { options } = setting;
  const traits: { -readonly [Trait in keyof Account]?: Account[Trait] } = {};
  if (random.chance(options.mobileOnlyShare)) {
    const carrier = random.whole(0, setting.carriers.length - 1);
    traits.home = setting.carriers[carrier];
    traits.away = undefined;
    traits.group = { name: `carrier-${carrier + 1}`, kind: "carrier" };
  } else if (random.chance(options.vpnShare)) {
    const service = random.whole(0, setting.vpnServices.length - 1);
    const exit = (setting.vpnServices[service] as (typeof setting.vpnServices)[number]).subscribe(random);
    traits.home = eitherPlace(exit, setting.homes.newLine(), random.between(0, 0.6));
    traits.group = { name: `vpn-${service + 1}`, kind: "vpn" };
  }
  if (crowds.length > 0 && random.chance(options.toolShare)) {
    // The first tools are the most popular, as in any market.
    const crowd = crowds[Math.floor(crowds.length * random.fraction() ** 2)] as ToolCrowd;
    traits.group = crowd.group;
    traits.prompts = toolPrompts(random, crowd);
  }
  return traits;
}

function toolPrompts(random: Random, crowd: ToolCrowd): PromptHabit {
  return { templates: crowd.templates, templateShare: random.between(0.3, 1), templateDays: random.pick([0, 10, 20]) };
}
