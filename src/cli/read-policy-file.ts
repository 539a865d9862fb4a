import { readFile } from "node:fs/promises";
import type { Policy } from "../detection/policy.ts";
import { DomainError } from "../model/errors.ts";
import { parsePolicy } from "../policies/parse-policy.ts";

/** Longer is no policy. */
const longestBytes = 1_048_576;

/**
 * A policy out of a file.
 *
 * @throws {DomainError} `unreadable-policy`; `invalid-policy`, which names every fault
 */
export async function readPolicyFile(path: string): Promise<Policy> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new DomainError("invalid", "unreadable-policy", `There is no file ${path} that can be read.`);
  }
  if (text.length > longestBytes)
    throw new DomainError("invalid", "unreadable-policy", `${path} is too long to be a policy.`);
  return parsePolicy(parseJson(text, path));
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "unreadable-policy", `${path} is not JSON.`);
  }
}
