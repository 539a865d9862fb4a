import type { Command } from "commander";
import { toDecisionBody } from "../contract/to-decision-body.ts";
import { toEvidenceBody } from "../contract/to-evidence-body.ts";
import { toMemberBody } from "../contract/to-member-body.ts";
import { toRingBody } from "../contract/to-ring-body.ts";
import { toRingChangeBody } from "../contract/to-ring-change-body.ts";
import { createMatcher } from "../indicators/match-indicators.ts";
import { loadRingReport } from "../rings/load-ring-report.ts";
import { explainMembership } from "../runs/explain-membership.ts";
import type { CliContext } from "./cli-context.ts";
import { describeRing } from "./describe-ring.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

/** `ringfence ring ID`: one ring with its reasons. */
export function addRingCommand(program: Command, context: CliContext): void {
  program
    .command("ring")
    .description("show one ring: its reasons, what its members share, who they are, what happened to it")
    .argument("<id>", "the ring's id, as `ringfence rings` prints it")
    .option("--json", "print all of it as JSON")
    .action((id: string, { json }: { json?: boolean }) =>
      withDatabase(context, async ({ database, secret, clock }) => {
        const report = await loadRingReport(database.db, id);
        if (json !== true) {
          context.stdout.write(describeRing(report));
          return;
        }
        const ids = report.members.map(({ accountId }) => accountId);
        const explain = await explainMembership(database.db, report.ring, ids);
        const matches = await createMatcher(database.db, secret)(report.evidence, clock.now());
        printJson(context.stdout, {
          ...toRingBody(report.ring),
          evidence: report.evidence.map((evidence, place) => toEvidenceBody(evidence, matches[place] ?? [])),
          members: report.members.map((member) => toMemberBody(member, explain(member.accountId))),
          decisions: report.decisions.map(toDecisionBody),
          history: report.history.map(toRingChangeBody),
        });
      }),
    );
}
