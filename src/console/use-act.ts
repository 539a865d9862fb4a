import { useConsole } from "./console-context.ts";
import { toProblem } from "./use-resource.ts";

/** Does something and announces how it went. Answers with undefined where it was refused: then that has been said. */
export type Act = <Answer>(
  action: () => Promise<Answer>,
  done: string,
) => Promise<{ readonly answer: Answer } | undefined>;

export function useAct(): Act {
  const { announce } = useConsole();
  return async (action, done) => {
    try {
      const answer = await action();
      announce({ text: done });
      return { answer };
    } catch (error) {
      const { message, faults } = toProblem(error);
      announce({ text: [message, ...faults].join(" ") });
      return undefined;
    }
  };
}
