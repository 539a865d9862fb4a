import { resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { CronExpressionParser } from "cron-parser";
import { z } from "zod";

/** Everything the environment decides, read once. `.env.example` explains each variable. */
export interface Config {
  /** Without one, the embedded Postgres is started. */
  readonly databaseUrl: string | undefined;
  /** Absolute path of the folder where the embedded Postgres keeps its data. */
  readonly dataDir: string;
  /** For how many seconds a start waits for a database that is not there yet. */
  readonly databaseWaitSeconds: number;
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** A key with every scope, for the first start. */
  readonly adminKey: string | undefined;
  /** Keys the hashes. Undefined with the embedded Postgres: then one is made and kept in the data folder. */
  readonly secret: string | undefined;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  readonly retention: Retention;
  /** Addresses and ranges (`10.0.0.0/8`) that webhooks may reach although they are private, also by http. */
  readonly webhookAllowPrivate: readonly string[];
  readonly schedule: Schedule;
  readonly limits: RequestLimits;
  /** Addresses and ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly metrics: MetricsAccess;
}

/** Who may read `/metrics`, besides whoever has an admin's key. */
export interface MetricsAccess {
  readonly isOpen: boolean;
  /** For Prometheus. */
  readonly key: string | undefined;
}

/** When the service does what by itself: cron expressions of five fields, undefined where it is switched off. */
export interface Schedule {
  readonly rescore: string | undefined;
  readonly maintenance: string | undefined;
  /** In which the expressions are meant, as the IANA names it. */
  readonly timeZone: string;
}

/** How many requests may come within a minute, 0 for no limit, counted by all processes on one database together; and how slowly. */
export interface RequestLimits {
  /** With one key. */
  readonly requestsPerMinute: number;
  /** With keys that are not known, from one address. */
  readonly wrongKeysPerMinute: number;
  /** For how many seconds a body may take to arrive; whole, 1 or more. Streams of events may take longer. */
  readonly bodySeconds: number;
}

/** For how many days each kind of data is kept; whole, 1 or more. */
export interface Retention {
  /** Raw events, from their receipt on. */
  readonly rawEventDays: number;
  /** Ids of events, from their receipt on: so long the same event counts once. Not less than `rawEventDays`. */
  readonly eventIdDays: number;
  /** Sightings of identifiers that one account alone is seen with, from the last time on. */
  readonly unsharedDays: number;
  /** What each account did on a day. */
  readonly activityDays: number;
  /** Sightings of shared identifiers, from the last time on, and accounts that do nothing. Not less than `unsharedDays` and `activityDays`. */
  readonly silentDays: number;
  /** Runs, and what they found that was never flagged. */
  readonly runDays: number;
  /** Webhook messages and what came of them, from when they were written on. */
  readonly alertDays: number;
}

/** A number of days; a century is as good as for ever. */
const days = (preset: number) => z.coerce.number().int().min(1).max(36_500).default(preset);

/** Addresses and ranges, with commas or spaces between them. */
const Ranges = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter((range) => range !== ""))
  .refine((ranges) => ranges.every((range) => ipaddr.isValid(range) || ipaddr.isValidCIDR(range)), {
    message: "must be addresses or ranges such as 10.0.0.0/8, with commas between them",
  });

/** A cron expression of five fields: minute, hour, day of the month, month, day of the week. */
const cron = (preset: string) =>
  z
    .string()
    .default(preset)
    .transform((expression) => (expression.trim().toLowerCase() === "off" ? undefined : expression.trim()))
    .refine((expression) => expression === undefined || isCron(expression), {
      message: 'must be a cron expression of five fields, such as "0 * * * *", or off',
    });

function isCron(expression: string): boolean {
  if (expression.split(/\s+/).length !== 5) return false;
  try {
    CronExpressionParser.parse(expression, { tz: "UTC" });
    return true;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const perMinute = (preset: number) => z.coerce.number().int().min(0).max(1_000_000_000).default(preset);

/** In a .env file `NAME=` means "not set", so an empty variable counts as absent. */
const Env = z.preprocess(
  (env) => Object.fromEntries(Object.entries(env as NodeJS.ProcessEnv).filter(([, value]) => value !== "")),
  z
    .object({
      DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, hostname: /.*/ }).optional(),
      RINGFENCE_DATA_DIR: z.string().default(".ringfence"),
      RINGFENCE_DATABASE_WAIT_SECONDS: z.coerce.number().int().min(0).max(3600).default(60),
      HOST: z.string().default("127.0.0.1"),
      PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
      RINGFENCE_ADMIN_KEY: z.string().min(16, "must be at least 16 characters long").optional(),
      RINGFENCE_SECRET: z.string().min(32, "must be at least 32 characters long").optional(),
      LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
      RINGFENCE_KEEP_RAW_EVENTS_DAYS: days(30),
      RINGFENCE_KEEP_EVENT_IDS_DAYS: days(90),
      RINGFENCE_KEEP_UNSHARED_DAYS: days(120),
      RINGFENCE_KEEP_ACTIVITY_DAYS: days(400),
      RINGFENCE_KEEP_SILENT_DAYS: days(800),
      RINGFENCE_KEEP_RUNS_DAYS: days(400),
      RINGFENCE_KEEP_ALERTS_DAYS: days(90),
      RINGFENCE_WEBHOOK_ALLOW_PRIVATE: Ranges,
      RINGFENCE_RESCORE_CRON: cron("0 * * * *"),
      RINGFENCE_MAINTENANCE_CRON: cron("30 3 * * *"),
      RINGFENCE_METRICS_OPEN: z
        .enum(["true", "false"], { error: "must be true or false" })
        .default("false")
        .transform((text) => text === "true"),
      RINGFENCE_METRICS_KEY: z
        .string()
        .regex(/^[\x21-\x7e]{16,256}$/, "must be 16 to 256 characters of ASCII without spaces")
        .optional(),
      RINGFENCE_TIME_ZONE: z
        .string()
        .default("UTC")
        .refine(isTimeZone, { message: "must be a time zone as the IANA names it, such as Europe/Berlin" }),
      RINGFENCE_REQUESTS_PER_MINUTE: perMinute(60_000),
      RINGFENCE_WRONG_KEYS_PER_MINUTE: perMinute(300),
      RINGFENCE_BODY_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
      RINGFENCE_TRUSTED_PROXIES: Ranges,
    })
    .refine((env) => env.DATABASE_URL === undefined || env.RINGFENCE_SECRET !== undefined, {
      path: ["RINGFENCE_SECRET"],
      // Else it would be looked at only where nothing else is wrong, and the operator would hear of it one start later.
      when: () => true,
      message: "is required with DATABASE_URL: it keys the hashes, and every process on one database needs the same",
    })
    .refine((env) => env.RINGFENCE_KEEP_EVENT_IDS_DAYS >= env.RINGFENCE_KEEP_RAW_EVENTS_DAYS, {
      path: ["RINGFENCE_KEEP_EVENT_IDS_DAYS"],
      message:
        "must not be less than RINGFENCE_KEEP_RAW_EVENTS_DAYS: an event that is there must not be taken for a new one",
    })
    .refine(
      (env) =>
        env.RINGFENCE_KEEP_SILENT_DAYS >= Math.max(env.RINGFENCE_KEEP_UNSHARED_DAYS, env.RINGFENCE_KEEP_ACTIVITY_DAYS),
      {
        path: ["RINGFENCE_KEEP_SILENT_DAYS"],
        message:
          "must not be less than RINGFENCE_KEEP_UNSHARED_DAYS and RINGFENCE_KEEP_ACTIVITY_DAYS: an account is kept as long as anything of it",
      },
    ),
);

/**
 * Reads the configuration.
 *
 * @throws {ConfigError} one message that names every fault
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Env.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`The configuration has faults (.env.example explains every variable):\n${faults.join("\n")}`);
  }
  const values = parsed.data;
  return Object.freeze({
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(values.RINGFENCE_DATA_DIR),
    databaseWaitSeconds: values.RINGFENCE_DATABASE_WAIT_SECONDS,
    host: values.HOST,
    port: values.PORT,
    adminKey: values.RINGFENCE_ADMIN_KEY,
    secret: values.RINGFENCE_SECRET,
    logLevel: values.LOG_LEVEL,
    retention: Object.freeze({
      rawEventDays: values.RINGFENCE_KEEP_RAW_EVENTS_DAYS,
      eventIdDays: values.RINGFENCE_KEEP_EVENT_IDS_DAYS,
      unsharedDays: values.RINGFENCE_KEEP_UNSHARED_DAYS,
      activityDays: values.RINGFENCE_KEEP_ACTIVITY_DAYS,
      silentDays: values.RINGFENCE_KEEP_SILENT_DAYS,
      runDays: values.RINGFENCE_KEEP_RUNS_DAYS,
      alertDays: values.RINGFENCE_KEEP_ALERTS_DAYS,
    }),
    webhookAllowPrivate: Object.freeze(values.RINGFENCE_WEBHOOK_ALLOW_PRIVATE),
    metrics: Object.freeze({ isOpen: values.RINGFENCE_METRICS_OPEN, key: values.RINGFENCE_METRICS_KEY }),
    schedule: Object.freeze({
      rescore: values.RINGFENCE_RESCORE_CRON,
      maintenance: values.RINGFENCE_MAINTENANCE_CRON,
      timeZone: values.RINGFENCE_TIME_ZONE,
    }),
    limits: Object.freeze({
      requestsPerMinute: values.RINGFENCE_REQUESTS_PER_MINUTE,
      wrongKeysPerMinute: values.RINGFENCE_WRONG_KEYS_PER_MINUTE,
      bodySeconds: values.RINGFENCE_BODY_SECONDS,
    }),
    trustedProxies: Object.freeze(values.RINGFENCE_TRUSTED_PROXIES),
  });
}

/** The environment is not one that the program can start in. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
