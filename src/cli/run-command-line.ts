import { Command, CommanderError } from "commander";
import { programVersion } from "../program-version.ts";
import { addAccountCommand } from "./account-command.ts";
import type { CliContext } from "./cli-context.ts";
import { addDemoCommand } from "./demo-command.ts";
import { addEvaluateCommand } from "./evaluate-command.ts";
import { explainFailure } from "./explain-failure.ts";
import { addFingerprintCommand } from "./fingerprint-command.ts";
import { addIngestCommand } from "./ingest-command.ts";
import { addKeysCommand } from "./keys-command.ts";
import { addMaintainCommand } from "./maintain-command.ts";
import { addMigrateCommand } from "./migrate-command.ts";
import { addIndicatorsCommand } from "./indicators-command.ts";
import { addPeersCommand } from "./peers-command.ts";
import { addPolicyCommand } from "./policy-command.ts";
import { addReportCommand } from "./report-command.ts";
import { addRingCommand } from "./ring-command.ts";
import { addRingsCommand } from "./rings-command.ts";
import { addRunCommand } from "./run-command.ts";
import { addServeCommand } from "./serve-command.ts";
import { addSimulateCommand } from "./simulate-command.ts";
import { addVerdictCommand } from "./verdict-command.ts";
import { addWebhooksCommand } from "./webhooks-command.ts";

/** Every command, in the order of `--help`. */
const addCommands: readonly ((program: Command, context: CliContext) => void)[] = [
  addServeCommand,
  addMigrateCommand,
  addMaintainCommand,
  addIngestCommand,
  addFingerprintCommand,
  addRunCommand,
  addRingsCommand,
  addRingCommand,
  addReportCommand,
  addAccountCommand,
  addVerdictCommand,
  addPeersCommand,
  addIndicatorsCommand,
  addPolicyCommand,
  addKeysCommand,
  addWebhooksCommand,
  addSimulateCommand,
  addEvaluateCommand,
  addDemoCommand,
];

/**
 * Runs the command that `argv` names, to its end.
 *
 * Never throws: what goes wrong becomes a sentence on stderr and exit code 1.
 */
export async function runCommandLine(argv: readonly string[], context: CliContext): Promise<void> {
  const program = createProgram(context);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has written its own sentence, or the help or the version that was asked for.
      context.setExitCode(error.exitCode === 0 ? 0 : 1);
      return;
    }
    context.stderr.write(`${explainFailure(error)}\n`);
    context.setExitCode(1);
  }
}

function createProgram(context: CliContext): Command {
  const program = new Command("ringfence")
    .description("Finds rings of fake accounts in the sign-up and usage events of an AI provider.")
    .version(programVersion(), "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand(false)
    .showHelpAfterError("(add --help for what is possible)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => context.stdout.columns ?? 100,
      getErrHelpWidth: () => context.stderr.columns ?? 100,
    })
    .addHelpText("after", "\nThe environment decides where the data is; .env.example explains every variable.");
  for (const addCommand of addCommands) addCommand(program, context);
  return program;
}
