import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { prepareCommandEnvironment } from "@/lib/local-services/command-environment";

const HELP = `npm run admin:create -- [--email ADDRESS] [--username NAME]
The password comes from ADMIN_PASSWORD, or is asked for.`;

/** Asks on the terminal, or takes the next line of what is piped in. */
class Questions {
  private readonly piped = process.stdin.isTTY ? undefined : createInterface({ input: process.stdin });
  private readonly lines = this.piped?.[Symbol.asyncIterator]();

  async ask(question: string, isSecret = false): Promise<string> {
    process.stdout.write(question);
    if (this.lines) {
      const { value, done } = await this.lines.next();
      process.stdout.write("\n");
      if (done) throw new Error("There is no answer to that.");
      return value;
    }
    // The terminal shows what this stream is given: of a secret, nothing.
    const muted = new Writable({ write: (_chunk, _encoding, done) => done() });
    const output = isSecret ? muted : process.stdout;
    const terminal = createInterface({ input: process.stdin, output, terminal: true });
    terminal.once("SIGINT", () => process.exit(130));
    if (!isSecret) terminal.setPrompt(question);
    const answer = await terminal.question(isSecret ? "" : `\r${question}`);
    terminal.close();
    if (isSecret) process.stdout.write("\n");
    return answer;
  }

  close() {
    this.piped?.close();
  }
}

async function run() {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      username: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return console.log(HELP);
  const close = await prepareCommandEnvironment();
  const questions = new Questions();
  try {
    const email = values.email ?? (process.env.ADMIN_EMAIL || (await questions.ask("Email: ")));
    const username = values.username ?? "admin";
    const password = process.env.ADMIN_PASSWORD || (await questions.ask("Password: ", true));
    await create({ email: email.trim(), username, password });
  } finally {
    questions.close();
    await close();
  }
}

async function create(admin: { email: string; username: string; password: string }) {
  const { createAdmin } = await import("./create-admin");
  const { db } = await import("@/lib/database/client");
  const result = await createAdmin(admin).finally(() => db().$disconnect());
  if (!result.ok) throw new Error(formatDuration(result.failure));
  const { outcome } = result.value;
  const kept = outcome === "created" ? "" : " It was there already, and keeps its password.";
  console.log(`${admin.email} is an admin now.${kept}`);
}

function formatDuration(failure: { code: string; errors?: object }): string {
  const lines = Object.entries(failure.errors ?? {}).map(
    ([field, messages]) => `${field}: ${[messages].flat().join(" ")}`,
  );
  const isNameTaken = lines.some((line) => line.startsWith("username: Username already taken"));
  if (isNameTaken) lines.push("Choose another with --username.");
  return lines.join("\n") || failure.code;
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
