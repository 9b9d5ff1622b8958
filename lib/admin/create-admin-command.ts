import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { prepareCommandEnvironment } from "@/lib/local-services/command-environment";
import { formMessage } from "@/lib/messages/form-messages";
import type { Failure } from "@/lib/result";
import { messagesAt } from "@/lib/schemas/field-errors";

const HELP = `npm run admin:create -- [--email EMAIL] [--username NAME]
Reads the password from ADMIN_PASSWORD or prompts for it.`;

/** Prompts on the terminal, or reads the next line of piped input. */
class Prompt {
  private readonly piped = process.stdin.isTTY ? undefined : createInterface({ input: process.stdin });
  private readonly lines = this.piped?.[Symbol.asyncIterator]();

  async ask(question: string, isSecret = false): Promise<string> {
    process.stdout.write(question);
    if (this.lines) {
      const { value, done } = await this.lines.next();
      process.stdout.write("\n");
      if (done) throw new Error("The input ended before all questions were answered.");
      return value;
    }
    // The terminal echoes what is typed to its output, so a secret gets an output that discards everything.
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
  const prompt = new Prompt();
  try {
    const email = values.email ?? (process.env.ADMIN_EMAIL || (await prompt.ask("Email: ")));
    const username = values.username ?? "admin";
    const password = process.env.ADMIN_PASSWORD || (await prompt.ask("Password: ", true));
    await create({ email: email.trim(), username, password });
  } finally {
    prompt.close();
    await close();
  }
}

async function create(admin: { email: string; username: string; password: string }) {
  const { createAdmin } = await import("./create-admin");
  const { db } = await import("@/lib/database/client");
  const result = await createAdmin(admin).finally(() => db().$disconnect());
  if (!result.ok) throw new Error(describeFailure(result.failure));
  const { outcome } = result.value;
  const note = outcome === "created" ? "" : " The account already existed and keeps its password.";
  console.log(`${admin.email} is now an admin.${note}`);
}

function describeFailure(failure: Failure): string {
  if (failure.code !== "invalid") return failure.code;
  const { errors } = failure;
  const lines = Object.keys(errors).flatMap((field) =>
    messagesAt(errors, field).map((message) => `${field}: ${formMessage(message, field)}`),
  );
  if (messagesAt(errors, "username").includes("username_taken")) {
    lines.push("Choose another username with --username.");
  }
  return lines.join("\n");
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
