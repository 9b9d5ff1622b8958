import { bearer, call, createApiUser } from "./api-client";
import { expect, test } from "./fixtures";
import { logIn } from "./steps";
import { ADMIN } from "./test-server";
import { queryDatabase, registerVerified } from "./verified-user";

/** Stores statistics that no other test changes: the job has computed all days before the server's first account. */
const SOME_DAYS = `
  INSERT INTO daily_statistics (day, registrations, emails_delivered_to, links_opened, registrations_verified,
    logins, computed_at)
  SELECT (now() AT TIME ZONE 'UTC')::date - age, 10, 8, 6, 5, 1000 + age, now() FROM generate_series(60, 70) AS age
  ON CONFLICT (day) DO NOTHING`;

test("shows the overview to admins and managers, and to nobody else", async ({ page, user }) => {
  expect((await page.goto("/admin"))?.status()).toBe(404);
  await registerVerified(page, user);
  await logIn(page, user);
  expect((await page.goto("/admin"))?.status()).toBe(404);
  await expect(page).not.toHaveTitle(/Overview/);
  await queryDatabase("UPDATE users SET role = 'manager' WHERE email = $1", [user.email]);
  await logIn(page, user);
  expect((await page.goto("/admin"))?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "Overview", exact: true })).toBeVisible();
});

test("shows charts with the tables behind them, for the chosen period", async ({ page }) => {
  await queryDatabase(SOME_DAYS, []);
  await logIn(page, ADMIN);
  await page.goto("/admin");
  const pages = page.getByRole("navigation", { name: "Admin area" });
  await expect(pages.getByRole("link", { name: "Overview" })).toHaveAttribute("aria-current", "page");
  const charts = page.getByRole("main").getByRole("img");
  await expect(charts).toHaveCount(6);
  await expect(page.getByRole("img", { name: /^Logins per day in the last 30 days: / })).toBeVisible();

  await page.getByRole("navigation", { name: "Period" }).getByRole("link", { name: "90 days" }).click();
  await expect(page).toHaveURL(/days=90/);
  await expect(
    page.getByRole("img", { name: /^Logins per day in the last 90 days: .+ 1,070 on / }),
  ).toBeVisible();
  await page.locator("summary").filter({ hasText: "Logins per day" }).first().click();
  const table = page.getByRole("region", { name: "Logins per day", exact: true });
  await expect(table.getByRole("row")).toHaveCount(91);
  await expect(table.getByRole("cell", { name: "1,065" })).toHaveCount(1);

  const funnel = page.getByRole("region", { name: "Verification funnel" });
  for (const step of ["Registered", "Email delivered", "Link opened", "Verified"])
    await expect(funnel.getByText(step, { exact: true })).toBeVisible();
  const services = page.getByRole("region", { name: "Services" });
  // The page asks once, for at most two seconds, which a busy machine may need.
  await expect(async () => {
    await page.reload();
    for (const service of ["PostgreSQL", "Redis", "Inngest", "Resend"])
      await expect(services.getByRole("listitem").filter({ hasText: service })).toContainText("Up", {
        timeout: 2_000,
      });
  }).toPass();
  await page.getByRole("link", { name: "Users with undelivered email" }).click();
  await expect(page).toHaveURL(/\/admin\/users\?delivery=failed/);
});

test("the overview fits narrow screens", async ({ page }) => {
  await logIn(page, ADMIN);
  await page.setViewportSize({ width: 320, height: 700 });
  for (const days of [7, 30, 90]) {
    await page.goto(`/admin?days=${days}`);
    await expect(page.getByRole("heading", { name: "Overview", exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  }
});

test("by API, the overview has the days of the period, and is for admins and managers", async () => {
  const { body } = await call("POST", "/api/auth/login/", ADMIN);
  const admin = bearer(body.token);
  const today = new Date().toISOString().slice(0, 10);
  for (const [query, days] of [
    ["", 30],
    ["?days=7", 7],
    ["?days=90", 90],
    ["?days=5", 30],
  ] as const) {
    const { status, body: overview } = await call("GET", `/api/admin/overview/${query}`, undefined, admin);
    expect({ status, days: overview.days }).toEqual({ status: 200, days });
    const daily = overview.daily as { date: string }[];
    expect(daily).toHaveLength(days);
    expect([today, new Date().toISOString().slice(0, 10)]).toContain(daily.at(-1)?.date);
  }
  const services = async () => (await call("GET", "/api/admin/overview/", undefined, admin)).body.services;
  await expect.poll(services).toEqual({ database: "up", redis: "up", jobs: "up", mail: "up" });
  const { headers } = await createApiUser();
  expect(await call("GET", "/api/admin/overview/", undefined, headers)).toMatchObject({ status: 403 });
  expect((await call("GET", "/api/admin/overview/", undefined, {})).status).toBe(401);
});
