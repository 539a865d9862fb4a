import { DomainError } from "../../model/errors.ts";

/** Turns a refusal of the file system into a sentence that says what to do; leaves every other error as it is. */
export function dataFolderFailure(error: unknown, dataDir: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (error instanceof DomainError || code === undefined || path === undefined) return error;
  return new DomainError(
    "unavailable",
    "data-folder-not-usable",
    `The data folder ${dataDir} cannot be used: ${path} cannot be read or written (${code}). Give this user the right to, or set RINGFENCE_DATA_DIR to another folder.`,
    { cause: error },
  );
}
