#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { createApp } from "./app.ts";
import type { CliContext } from "./cli/cli-context.ts";
import { runCommandLine } from "./cli/run-command-line.ts";

// The reader of a pipe may leave early, as `head` does. What is still to be written then goes nowhere, and that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

function onTermination(stop: () => void): void {
  let isAsked = false;
  const handle = () => {
    if (isAsked) process.exit(130);
    isAsked = true;
    stop();
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
  // Only where another program started this one with a channel, as the demo does: when that one is gone, this one has no more to do.
  process.on("disconnect", handle);
  // Listening for it would otherwise keep this process alive when its work is done.
  process.channel?.unref();
}

const context: CliContext = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: { now: () => new Date() },
  randomBytes: (size) => randomBytes(size),
  onTermination,
  setExitCode: (code) => {
    process.exitCode = code;
  },
  createApp,
};

await runCommandLine(process.argv, context);
