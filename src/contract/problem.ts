import { z } from "zod";

export const FaultBody = z.strictObject({
  detail: z.string().meta({ description: "What is wrong, for people.", example: "must be 0 or more" }),
  pointer: z.string().optional().meta({
    description: "JSON pointer (RFC 6901) into the body.",
    example: "/requests",
  }),
  parameter: z.string().optional().meta({
    description: "Name of the parameter in the path or the query.",
    example: "limit",
  }),
});
export type FaultBody = z.infer<typeof FaultBody>;

/** How every refusal looks: RFC 9457, sent as `application/problem+json`. */
export const ProblemBody = z
  .strictObject({
    type: z.string().meta({
      description: "What kind of problem it is. Never changes, so programs decide by it.",
      example: "urn:ringfence:problem:invalid-body",
    }),
    title: z.string().meta({ description: "The status in words.", example: "Unprocessable Entity" }),
    status: z.int().meta({ example: 422 }),
    detail: z
      .string()
      .meta({ description: "What went wrong, for people. May change.", example: "The body has 1 fault" }),
    instance: z.string().optional().meta({
      description: "The request's id, as the log has it.",
      example: "urn:ringfence:request:7c1f0e52-9d1f-4c3a-8f0e-2f6f6d3a8b11",
    }),
    errors: z.array(FaultBody).optional().meta({ description: "Each fault of the input." }),
  })
  .meta({ id: "Problem" });
export type ProblemBody = z.infer<typeof ProblemBody>;
