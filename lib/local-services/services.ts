import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { brand } from "@/lib/config/brand";
import { startDatabase } from "./database";
import type { LocalServer } from "./http";
import { startJobs } from "./jobs";
import { startMailbox } from "./mailbox";
import { makePrivate, makePrivateFolder, writePrivateFile } from "./private-files";
import { startRedis } from "./redis";

type Variables = Record<string, string | undefined>;

/** The running stand-ins and the environment variables that point the app at them. */
export type LocalServices = { variables: Variables; isMailboxLocal: boolean; close: () => Promise<void> };

/** Another run uses the data folder. Two databases in one folder would overwrite each other's data. */
export class FolderTakenError extends Error {
  constructor(folder: string) {
    super(`Another run already uses the data in ${folder}. Stop it first.`);
  }
}

export const DEFAULT_PORT = 3000;
export const DEFAULT_MAILBOX_PORT = 8025;
const INNGEST_DEV_SERVER = "http://127.0.0.1:8288";

/** The files and folders that the stand-ins write to the data folder. */
export const DATA_FILES = ["database", "mailbox.jsonl", "redis.json", "secrets.json", "running.json"];

/** Returns the absolute path of the folder in which the stand-ins store their data. */
export function dataFolder(variables: Variables): string {
  return path.resolve(variables.DATA_DIR || ".data");
}

/**
 * Starts a stand-in for each service whose URL is not set and generates the secrets that are not set.
 *
 * @throws {PortTakenError} if the mailbox's port is in use
 * @throws {FolderTakenError} if another run uses the data folder
 */
export async function startLocalServices(given: Variables): Promise<LocalServices> {
  const folder = dataFolder(given);
  if (!given.DATABASE_URL && (await runningDatabaseUrl(given))) throw new FolderTakenError(folder);
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const port = set.PORT ?? String(DEFAULT_PORT);
  const mailboxPort = set.MAILBOX_PORT ?? String(DEFAULT_MAILBOX_PORT);
  const variables: Variables = {
    PORT: port,
    MAILBOX_PORT: mailboxPort,
    APP_URL: `http://localhost:${port}`,
    MAIL_FROM: `${set.APP_NAME ?? "Real MFA"} <noreply@realmfa.com>`,
    // A newcomer's admin sees the user list at once. Production's default requires a second factor.
    MFA_REQUIRED_FOR: "none",
    // As clients of the Django API expect. In production, the default is safer.
    VERIFY_API_REQUIRES_PROOF: "false",
    ...localSecrets(folder),
    ...set,
  };
  const servers: LocalServer[] = [];
  const start = async (server: Promise<LocalServer>) => {
    servers.push(await server);
    return (await server).url;
  };

  if (!set.RESEND_BASE_URL) {
    const file = path.join(folder, "mailbox.jsonl");
    const secret = variables.RESEND_WEBHOOK_SECRET ?? `whsec_${randomBytes(24).toString("base64")}`;
    variables.RESEND_WEBHOOK_SECRET = secret;
    const webhook = { url: `http://127.0.0.1:${port}/api/webhooks/resend`, secret };
    variables.RESEND_BASE_URL = await start(
      startMailbox({ file, port: Number(mailboxPort), webhook, brand }),
    );
    variables.RESEND_API_KEY ??= "re_local";
  }
  if (!set.DATABASE_URL) {
    variables.DATABASE_URL = await start(startDatabase(path.join(folder, "database")));
  }
  if (!set.UPSTASH_REDIS_REST_URL) {
    const token = variables.UPSTASH_REDIS_REST_TOKEN ?? "local";
    const file = path.join(folder, "redis.json");
    variables.UPSTASH_REDIS_REST_URL = await start(startRedis({ token, file, redisUrl: set.REDIS_URL }));
    variables.UPSTASH_REDIS_REST_TOKEN = token;
  }
  if (!set.INNGEST_BASE_URL && !set.INNGEST_DEV)
    Object.assign(variables, await startJobEngine(variables, start));

  // A database that was set by URL does not belong to this folder, so it is not recorded here.
  const running = path.join(folder, "running.json");
  if (!set.DATABASE_URL) writePrivateFile(running, JSON.stringify({ DATABASE_URL: variables.DATABASE_URL }));
  return {
    variables,
    isMailboxLocal: !set.RESEND_BASE_URL,
    close: async () => {
      if (!set.DATABASE_URL) rmSync(running, { force: true });
      for (const server of servers.reverse()) await server.close();
    },
  };
}

async function startJobEngine(
  variables: Variables,
  start: (server: Promise<LocalServer>) => Promise<string>,
) {
  // Inngest's own development server is preferred if it runs. It signs nothing, so not in production.
  const devServer = await fetch(INNGEST_DEV_SERVER, { signal: AbortSignal.timeout(500) }).catch(
    () => undefined,
  );
  if (devServer && variables.NODE_ENV !== "production") {
    return { INNGEST_DEV: "1", INNGEST_BASE_URL: INNGEST_DEV_SERVER };
  }
  const keys = {
    INNGEST_EVENT_KEY: variables.INNGEST_EVENT_KEY ?? "local",
    // The form that a self-hosted Inngest server takes. Only Inngest Cloud's keys have a prefix.
    INNGEST_SIGNING_KEY: variables.INNGEST_SIGNING_KEY ?? randomBytes(32).toString("hex"),
  };
  const appUrl = `http://127.0.0.1:${variables.PORT}`;
  const url = await start(
    startJobs({ appUrl, eventKey: keys.INNGEST_EVENT_KEY, signingKey: keys.INNGEST_SIGNING_KEY }),
  );
  return { ...keys, INNGEST_BASE_URL: url };
}

/**
 * Returns the secrets of the data folder and generates them on first use. They are stored because a new
 * pepper would invalidate every password.
 */
export function localSecrets(folder: string): Variables {
  makePrivateFolder(folder);
  const file = path.join(folder, "secrets.json");
  makePrivate(file);
  if (!existsSync(file)) {
    const secret = (bytes: number) => randomBytes(bytes).toString("base64url");
    const secrets = { PASSWORD_PEPPER: secret(32), ADMIN_PASSWORD: secret(12) };
    writePrivateFile(file, JSON.stringify(secrets));
  }
  return JSON.parse(readFileSync(file, "utf8")) as Variables;
}

/** Returns the URL of the database that a running `dev` or `preview` started. */
export async function runningDatabaseUrl(variables: Variables): Promise<string | undefined> {
  const file = path.join(dataFolder(variables), "running.json");
  if (!existsSync(file)) return undefined;
  const { DATABASE_URL } = JSON.parse(readFileSync(file, "utf8")) as { DATABASE_URL: string };
  // A process that was killed leaves the file behind, so the connection is checked.
  return (await isListening(new URL(DATABASE_URL))) ? DATABASE_URL : undefined;
}

function isListening({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
