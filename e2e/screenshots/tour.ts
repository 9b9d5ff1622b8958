import type { Browser, BrowserContext, Page } from "@playwright/test";
import { submitLogin } from "../steps";
import { ADMIN } from "../test-server";
import { type Credentials, fromNewIpAddress, newUser } from "../test-users";
import type { Camera } from "./camera";
import { takeEmails } from "./emails";
import type { LocalApp } from "./local-app";
import { People } from "./people";
import { pagePaths, pictureName } from "./routes";
import { takeTwoFactor } from "./two-factor";

/** Walks through the app as several people, and takes pictures of every page and email. */
export class Tour {
  private readonly people: People;

  constructor(
    private readonly browser: Browser,
    private readonly camera: Camera,
    private readonly app: LocalApp,
  ) {
    this.people = new People(app);
  }

  /** Takes all pictures. A stop that fails is reported, and the others go on. */
  async run(): Promise<void> {
    const stops = {
      "the mailbox without emails": () => this.takeMailbox("mailbox-empty"),
      "the pages for everyone": () => this.takePublicPages(),
      "the forms with errors": () => this.takeErrors(),
      "the registration": () => this.takeRegistration(),
      "the account": () => this.takeAccount(),
      "two-factor authentication": () => this.takeTwoFactor(),
      "the links in emails": () => this.takeLinks(),
      "the admin area": () => this.takeAdmin(),
      "the mailbox": () => this.takeMailbox("mailbox"),
      "the emails": async () => takeEmails(await this.newVisitor(), this.camera, this.app.url),
    };
    for (const [name, stop] of Object.entries(stops)) {
      console.log(`Taking pictures of ${name}`);
      await stop().catch((error: unknown) => {
        process.exitCode = 1;
        console.error(`Could not take all pictures of ${name}: ${String(error)}`);
      });
    }
  }

  private newVisitor(): Promise<BrowserContext> {
    return this.browser.newContext({ extraHTTPHeaders: fromNewIpAddress(), baseURL: this.app.url });
  }

  private async takePage(page: Page, path: string, name = pictureName(path)) {
    if (!this.camera.wants(name)) return;
    await page.goto(path);
    await this.camera.take(page, name);
  }

  private async takePublicPages() {
    const page = await (await this.newVisitor()).newPage();
    for (const path of pagePaths().filter((path) => !/^\/(account|admin)/.test(path)))
      await this.takePage(page, path);
    await this.takePage(page, "/no-such-page", "not-found");
  }

  private async takeErrors() {
    const page = await (await this.newVisitor()).newPage();
    await page.goto("/register");
    await page.getByLabel("Username").fill("two words");
    await page.getByLabel("Email").fill("nobody@nowhere");
    await page.getByLabel("Password", { exact: true }).fill("12345678");
    await page.getByLabel("Confirm password").fill("1234");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    await this.camera.take(page, "register-errors");
    await submitLogin(page, { email: "nobody@example.com", password: "wrong" }, this.app.url);
    await page.waitForLoadState("networkidle");
    await this.camera.take(page, "login-error");
  }

  private async takeRegistration() {
    const page = await (await this.newVisitor()).newPage();
    const { username, email, password } = newUser();
    await page.goto("/register");
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByLabel("Confirm password").fill(password);
    await this.camera.take(page, "register-filled");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/check-email**");
    await this.camera.take(page, "check-email-sent");
    await this.takePage(page, await this.people.linkTo("/verify-email", email), "verify-email-link");
  }

  private async takeAccount() {
    const person = await this.people.registerVerified("maria_lopez");
    await this.people.logIn(person);
    const page = await this.logIn(person);
    for (const path of pagePaths().filter((path) => path.startsWith("/account")))
      await this.takePage(page, path);
    await this.takePage(page, "/no-such-page", "account-not-found");
    await this.takePage(page, "/admin/users", "admin-forbidden");
  }

  private async takeTwoFactor() {
    const person = await this.people.registerVerified("li_na");
    await takeTwoFactor(await this.logIn(person), this.camera, person, this.app.url);
  }

  private async takeLinks() {
    const page = await (await this.newVisitor()).newPage();
    const take = async (path: string, address: string) => {
      const link = await this.people.linkTo(path, address);
      await this.takePage(page, link, `${pictureName(path)}-link`);
      return new URL(link).searchParams.get("token");
    };
    const person = await this.people.registerVerified();
    const newEmail = `new.${person.email}`;
    const headers = await this.people.logIn(person);
    await take("/secure-account", person.email);
    await this.people.call("/api/auth/forgot-password/", { email: person.email });
    await take("/reset-password", person.email);
    await this.people.call("/api/account/email/", { email: newEmail }, headers);
    const token = await take("/confirm-email", newEmail);
    await this.people.call("/api/auth/confirm-email/", { token }, headers);
    await take("/undo-email-change", person.email);
  }

  private async takeAdmin() {
    for (const name of ["anna_schmidt", "bjorn.berg", "chen_wei", "divya_rao", "emeka_obi"])
      await this.people.registerVerified(name);
    for (const name of ["fatima_zahra", "george_h"]) await this.people.register(name);
    const page = await this.logIn(ADMIN);
    for (const path of pagePaths().filter((path) => path.startsWith("/admin")))
      await this.takePage(page, path);
    await this.takePage(page, "/admin/users?q=nobody-has-this-name", "admin-users-none");
    await page.goto("/admin/users?q=anna_schmidt");
    const href = await page.getByRole("link", { name: "anna_schmidt" }).getAttribute("href");
    await this.takePage(page, String(href), "admin-user");
    const id = String(href).split("/").at(-1);
    await this.takePage(page, `/admin/users/bulk?do=suspend&id=${id}`, "admin-users-bulk-suspend");
    if (this.camera.wants("admin-bulk-job")) {
      await page.goto(`/admin/users/bulk?do=revoke_all_sessions&id=${id}`);
      await page.getByRole("button", { name: "Revoke all sessions" }).click();
      await page.waitForURL(/\/admin\/users\/bulk\/[\w-]{36}$/);
      await this.camera.take(page, "admin-bulk-job");
    }
    if (this.camera.wants("impersonation")) {
      await page.goto(`${href}?action=impersonate#actions`);
      await page.locator("textarea[name=reason]:visible").fill("Ticket 4711");
      await this.camera.take(page, "impersonation-dialog");
      await page.locator("button:visible").filter({ hasText: "Impersonate user" }).click();
      await page.getByRole("region", { name: "Impersonation" }).waitFor();
      await this.camera.take(page, "impersonation");
      await this.takePage(page, "/account/password", "impersonation-closed");
    }
  }

  private async takeMailbox(name: string) {
    const page = await (await this.newVisitor()).newPage();
    await this.takePage(page, this.app.mailboxUrl, name);
    if (name !== "mailbox") return;
    const [message] = await page.locator("nav a").all();
    if (!message) return;
    await message.click();
    await page.frameLocator("iframe").locator("h1").waitFor();
    await this.camera.take(page, "mailbox-email");
  }

  private async logIn(credentials: Credentials): Promise<Page> {
    const page = await (await this.newVisitor()).newPage();
    await submitLogin(page, credentials, this.app.url);
    await page.waitForURL((url) => url.pathname.startsWith("/account"));
    return page;
  }
}
