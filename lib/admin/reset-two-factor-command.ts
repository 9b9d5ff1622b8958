import { parseArgs } from "node:util";
import { prepareCommandEnvironment } from "@/lib/local-services/command-environment";

const HELP = `npm run mfa:reset -- --email EMAIL
Removes all second factors of an account whose owner lost them, and logs out all of its devices. The owner is told by
email. Make sure first that it is the owner who asks.`;

async function run() {
  const { values } = parseArgs({
    options: { email: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return console.log(HELP);
  if (!values.email) throw new Error(HELP);
  const close = await prepareCommandEnvironment();
  try {
    const { resetTwoFactor } = await import("./reset-two-factor");
    const { db } = await import("@/lib/database/client");
    const result = await resetTwoFactor(values.email).finally(() => db().$disconnect());
    if (!result.ok) throw new Error(`No account has the email address ${values.email}.`);
    console.log(
      result.value.wasOn
        ? `Two-factor authentication of ${values.email} was reset.`
        : `${values.email} has no second factor. Nothing was changed.`,
    );
  } finally {
    await close();
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
