import { codeIn, emailsTo } from "./emails";
import { expect, test } from "./fixtures";
import { hiddenFields, send, submit } from "./form-post";
import { Mailbox } from "./mailbox";
import { postJson } from "./post-json";
import { type App, type Stack, startStack } from "./stack";
import { submitLogin } from "./steps";
import { fromNewIpAddress, newRegistration, newUser, type TestUser } from "./test-users";

// An instance in strict mode: no page reveals whether an address has an account.
const PORT = 4346;
const URL_OF_APP = `http://localhost:${PORT}`;

let stack: Stack;
let app: App;
let mailbox: Mailbox;

test.beforeAll(async () => {
  stack = await startStack({ appUrl: URL_OF_APP, isDirect: true });
  mailbox = new Mailbox(stack.mailboxUrl);
  app = await stack.startApp(PORT, {
    ENUMERATION: "strict",
    BENCHMARK_BCRYPT_COST: "4",
    // A slow machine must not look like an outage.
    REDIS_TIMEOUT_MS: "15000",
    PAGE_TIMEOUT_MS: "15000",
  });
});
test.afterAll(async () => {
  await app.end("SIGTERM");
  await stack.close();
});

type Answer = Awaited<ReturnType<typeof send>>;

/** A browser without JavaScript, with its own IP address and cookies. */
class Browser {
  private readonly cookies = new Map<string, string>();
  private readonly headers = fromNewIpAddress();

  private get requestHeaders() {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return { ...this.headers, ...(cookie && { cookie }), origin: URL_OF_APP };
  }

  private keep(answer: Answer): Answer {
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }

  async open(path: string): Promise<Answer> {
    return this.keep(await send(URL_OF_APP + path, "GET", this.requestHeaders));
  }

  /** Submits the form of a page that has this field. */
  async submit(path: string, fields: Record<string, string>): Promise<Answer> {
    const page = await this.open(path);
    const form = page.body
      .split("<form")
      .find((html) => Object.keys(fields).every((name) => html.includes(`name="${name}"`)));
    const all = { ...hiddenFields(form ?? ""), ...fields };
    return this.keep(await submit(URL_OF_APP + path, all, this.requestHeaders));
  }
}

/** What an answer shows to whoever sent the request, except for what is random in each: lengths stay. */
function shown({ status, headers, body }: Answer, ...users: Pick<TestUser, "email" | "username">[]): string {
  const visible = Object.entries(headers).filter(
    ([name]) => !["date", "x-request-id", "keep-alive"].includes(name),
  );
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "no nonce";
  const names = users.flatMap(({ email, username }) => [
    email,
    username,
    Buffer.from(email).toString("base64url"),
  ]);
  let text = `${status}\n${visible.map(([name, value]) => `${name}: ${value}`).join("\n")}\n${body}`;
  for (const name of [...names, nonce]) text = text.replaceAll(name, "x".repeat(name.length));
  return text
    .replace(/browser-[0-9a-f]{16}/g, "browser-B")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "U")
    .replace(/[\w-]{43}/g, "R")
    .replace(/expires=[^;]+;/gi, "expires=D;")
    .replace(/\b1[78]\d{11}\b/g, "T")
    .replace(/\d+ seconds|waitSeconds\\":\d+/g, "S");
}

/** Registers an address in a new browser and looks at all that the pages tell then. */
async function lookAround(email: string): Promise<string[]> {
  const user = { ...newUser(), email };
  const browser = new Browser();
  const fields = {
    username: user.username,
    email,
    password: "A-stranger's-passw0rd",
    password2: "A-stranger's-passw0rd",
  };
  const answers = [await browser.submit("/register", fields)];
  answers.push(await browser.open("/check-email"));
  answers.push(await browser.open("/check-email/status"));
  answers.push(await browser.submit("/check-email", { code: "000000" }));
  answers.push(await browser.submit("/resend-verification", { email }));
  answers.push(await browser.submit("/forgot-password", { email }));
  answers.push(await browser.submit("/login", { email, password: fields.password }));
  answers.push(await browser.open("/check-email"));
  answers.push(await browser.open("/check-email/status"));
  return answers.map((answer) => shown(answer, user));
}

test("no page tells an address with an account from an unknown one, and the owner is told by email", async ({
  page,
}) => {
  const registration = newRegistration();
  const owner = { email: registration.email, password: registration.password };
  const created = await postJson(`${URL_OF_APP}/api/auth/register`, registration, fromNewIpAddress());
  expect(created.status).toBe(201);
  await mailbox.newest(owner.email);
  const known = await lookAround(owner.email);
  const unknown = await lookAround(newUser().email);
  expect(unknown[0]).toMatch(/^303\n/);
  for (const [index, answer] of unknown.entries()) expect(known[index]).toBe(answer);
  await expect
    .poll(async () => (await emailsTo(stack.mailboxUrl, owner.email)).map(({ subject }) => subject))
    .toContain("You already have an account");
  await page.goto(`${URL_OF_APP}/login`);
  await submitLogin(page, owner, URL_OF_APP);
  await expect(page.getByText("If you have just signed up, verify your email address first.")).toBeVisible();
});

/** Logs a new user in, asks to change their address and looks at all that the pages tell then. */
async function changeEmail(email: string): Promise<string[]> {
  const registration = newRegistration();
  const { headers } = await postJson(`${URL_OF_APP}/api/auth/register`, registration, fromNewIpAddress());
  const proof = {
    claim: headers.get("registration-claim") ?? "",
    code: codeIn(await mailbox.newest(registration.email)),
  };
  expect((await postJson(`${URL_OF_APP}/api/auth/verify-code`, proof, fromNewIpAddress())).status).toBe(200);
  const browser = new Browser();
  await browser.submit("/login", { email: registration.email, password: registration.password });
  const answers = [await browser.submit("/account/email", { email })];
  answers.push(await browser.open("/account/email"));
  answers.push(await browser.open("/account"));
  answers.push(await browser.open("/account/activity"));
  return answers.map((answer) => withoutMoment(shown(answer, registration, { ...newUser(), email })));
}

/** Leaves out of a page when and from where it was opened, and its scripts, which get the same data in a random order. */
const withoutMoment = (page: string) =>
  page
    .replace(/<script\b[^>]*>.*?<\/script>/gs, "")
    .replace(/just now|\d+ minutes? ago/g, "")
    .replace(/ (dateTime|title)="[^"]*\d\d:\d\d[^"]*"/g, "")
    .replace(/\bIP [\d.]+/g, "IP");

test("a change of email doesn't tell an address with an account from an unknown one", async () => {
  const registration = newRegistration();
  await postJson(`${URL_OF_APP}/api/auth/register`, registration, fromNewIpAddress());
  await mailbox.newest(registration.email);
  const known = await changeEmail(registration.email);
  const unknown = await changeEmail(newUser().email);
  expect(unknown[0]).toMatch(/^303\n/);
  for (const [index, answer] of unknown.entries()) expect(known[index]).toBe(answer);
  await expect
    .poll(async () => (await emailsTo(stack.mailboxUrl, registration.email)).map(({ subject }) => subject))
    .toContain("You already have an account");
});
