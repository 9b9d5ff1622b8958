import { expect, test } from "./fixtures";
import { Mailbox } from "./mailbox";
import { type App, type Stack, startStack } from "./stack";
import { register } from "./steps";
import { newUser } from "./test-users";

// The app with the brand of somebody's product.
const PORT = 4313;
const BASE_URL = `http://localhost:${PORT}`;
const LOGO = "/screenshots/register.png";
const COLOR = "#7c3aed";
const RGB = "rgb(124, 58, 237)";

let stack: Stack;
let app: App;

test.beforeAll(async () => {
  stack = await startStack({ appUrl: BASE_URL, isDirect: true });
  app = await stack.startApp(PORT, {
    APP_NAME: "Acme",
    APP_LOGO_URL: LOGO,
    BRAND_COLOR: COLOR,
    BENCHMARK_BCRYPT_COST: "4",
  });
});
test.afterAll(async () => {
  await app.end("SIGTERM");
  await stack.close();
});

test("pages have the logo, the name and the color of the brand, and the built-in one nowhere", async ({
  page,
}) => {
  for (const path of ["/", "/register", "/login", "/forgot-password", "/api/docs", "/no-such-page"]) {
    await page.goto(BASE_URL + path);
    const logo = page.locator(`img[src="${LOGO}"]`).first();
    await expect(logo).toBeVisible();
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await expect(page).toHaveTitle(/Acme/);
    expect(await page.locator("html").innerHTML()).not.toContain("Real MFA");
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${BASE_URL}/login`);
  await expect(page.getByRole("button", { name: "Log in", exact: true })).toHaveCSS("background-color", RGB);
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveCSS("color", RGB);
});

test("emails have the logo, the name and the color of the brand, and the built-in one nowhere", async ({
  page,
}) => {
  const user = newUser();
  await register(page, user, BASE_URL);
  const { subject, html, text } = await new Mailbox(stack.mailboxUrl).newest(user.email);
  expect(subject).toBe("Verify Your Email - Acme");
  expect(html).toContain(`src="${BASE_URL}${LOGO}"`);
  expect(html.toLowerCase()).toContain(COLOR);
  expect(html + text).not.toContain("Real MFA");
  expect(html.toLowerCase()).not.toContain("#0a7457");
});
