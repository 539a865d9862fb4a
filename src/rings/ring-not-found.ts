import { DomainError } from "../model/errors.ts";

export const ringNotFound = (id: string) => new DomainError("not-found", "ring-not-found", `No ring has the id ${id}`);
