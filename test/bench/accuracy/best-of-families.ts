import { addUpJudgements, ratesOf } from "./add-up-judgements.ts";
import type { MethodFigures } from "./figures.ts";

/**
 * Of each family of methods the one with the best F1 over all worlds; the first where several have it.
 *
 * @param worlds per world the same methods in the same order
 * @returns per family the best method's figures on each world
 */
export function bestOfFamilies(worlds: readonly (readonly MethodFigures[])[]): MethodFigures[][] {
  const methods = (worlds[0] ?? []).map((_, place) => worlds.map((world) => world[place]));
  const families = [...new Set(methods.map(([{ family }]) => family))];
  return families.map((wanted) => {
    const ofFamily = methods.filter(([{ family }]) => family === wanted);
    return ofFamily.reduce((best, method) => (overallF1(method) > overallF1(best) ? method : best));
  });
}

function overallF1(method: readonly MethodFigures[]): number {
  return ratesOf(addUpJudgements(method.map(({ judgement }) => judgement))).f1 ?? 0;
}
