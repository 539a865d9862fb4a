import type { FaultBody } from "../contract/problem.ts";
import { DomainError } from "../model/errors.ts";

/** Input that breaks its schema, with every fault and where it lies. Answered with 422. */
export class InvalidInput extends DomainError {
  readonly faults: readonly FaultBody[];

  constructor(code: "invalid-body" | "invalid-parameters", faults: readonly FaultBody[]) {
    const what = code === "invalid-body" ? "The body" : "The request's parameters";
    super("invalid", code, `${what} ${faults.length === 1 ? "has 1 fault" : `have ${faults.length} faults`}`);
    this.faults = faults;
  }
}
