import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { prepareCommandEnvironment } from "../local-services/command-environment";

const { values } = parseArgs({
  options: { email: { type: "string" }, username: { type: "string" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(
    "npm run admin:create -- [--email ADDRESS] [--username NAME]\nThe password comes from ADMIN_PASSWORD, or is asked for.",
  );
  process.exit(0);
}

const email = values.email ?? (process.env.ADMIN_EMAIL || (await ask("Email: ")));
const username = values.username ?? (process.stdin.isTTY ? await ask("Username (admin): ") : "");
const password = process.env.ADMIN_PASSWORD || (await ask("Password: ", true));

const close = await prepareCommandEnvironment();
try {
  const { createAdmin } = await import("../admin/create-admin");
  const result = await createAdmin({ email, username: username || "admin", password });
  if (result.ok) {
    console.log(
      result.value.outcome === "created"
        ? `${email} is an admin now.`
        : `${email} was there already, keeps its password, and is an admin now.`,
    );
  } else {
    console.error(inWords(result.failure));
    process.exitCode = 1;
  }
  const { db } = await import("../db");
  await db().$disconnect();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await close();
}

function inWords(failure: { code: string; errors?: object }): string {
  const lines = Object.entries(failure.errors ?? {}).map(
    ([field, messages]) => `${field}: ${[messages].flat().join(" ")}`,
  );
  return lines.join("\n") || failure.code;
}

async function ask(question: string, isSecret = false): Promise<string> {
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: process.stdin.isTTY,
  });
  // readline echoes what is typed by writing it out: for a secret, only the question is.
  if (isSecret) {
    process.stdout.write(question);
    Object.assign(terminal, { _writeToOutput: () => {} });
  }
  const answer = await terminal.question(isSecret ? "" : question);
  terminal.close();
  if (isSecret) process.stdout.write("\n");
  return answer;
}
