import type { Setting } from "../setting.ts";
import { addCiFirms } from "./ci-firms.ts";
import { addGatewayOperators } from "./gateway-operators.ts";
import { addNightlyEvaluations } from "./nightly-evaluations.ts";

/** Adds honest accounts that no person sits at. They come on top of the people. */
export function addMachines(setting: Setting): void {
  addCiFirms(setting);
  addNightlyEvaluations(setting);
  addGatewayOperators(setting);
}
