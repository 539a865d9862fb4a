import type { CliContext } from "./cli-context.ts";

/** Who sits at the command line, as far as the machine says. */
export const actorOf = ({ env }: CliContext): string => env.USER?.trim() || env.USERNAME?.trim() || "command line";
