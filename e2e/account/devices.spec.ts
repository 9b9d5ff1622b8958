import type { Locator, Page } from "@playwright/test";
import { expect, flashCookies, sessionCookie, test } from "../fixtures";
import { expectAccountPage, logIn } from "../steps";
import { queryDatabase, registerVerified } from "../verified-user";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";

/** Opens an action in the menu of a device. The summaries are buttons to people, but not to every browser. */
async function openAction(device: Locator, action: "Rename" | "Remove device") {
  await device.locator("summary[aria-label^='Actions for']").click();
  await device.locator("summary").filter({ hasText: action }).click();
}

/** Presses the button that confirms in the open dialog, which is part of the page without JavaScript. */
async function confirm(page: Page, button: string) {
  await page.getByRole("button", { name: button, exact: true }).and(page.locator(":visible")).click();
}

test("lists each device with its sessions, this one first, and renames it in a menu", async ({
  page,
  context,
  user,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const phone = await openOtherBrowser({ userAgent: IPHONE });
  await logIn(phone, user);
  await page.goto("/account/devices");
  const devices = page.getByRole("main").getByRole("region");
  await expect(devices).toHaveCount(2);
  await expect(devices.first().getByText("This device", { exact: true })).toBeVisible();
  await expect(devices.first().getByText("Active now")).toBeVisible();
  await expect(devices.last()).toContainText("Phone");
  await expect(devices.last()).toContainText("iOS 17.4");
  // A control without an effect would promise something that isn't so.
  await expect(page.getByRole("main").getByText(/trust/i)).toHaveCount(0);

  await openAction(devices.last(), "Rename");
  await page.locator("input[name=device_name]:visible").fill("The one in my pocket");
  await confirm(page, "Rename");
  await expect(page.getByText("Renamed to The one in my pocket.")).toBeVisible();
  const renamed = page.getByRole("region", { name: "The one in my pocket" });
  await expect(renamed).toBeVisible();
  await expect(page.locator("dialog:modal")).toHaveCount(0);
  await expect.poll(() => flashCookies(context)).toEqual([]);
  await page.reload();
  await expect(page.getByText("Renamed to The one in my pocket.")).toHaveCount(0);

  await page.goto("/account/activity?category=profile");
  await expect(page.getByText(/^from .+ to The one in my pocket$/)).toBeVisible();
});

test("removes a device after a confirmation, and says so on the login page if it is this one", async ({
  page,
  context,
  user,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const phone = await openOtherBrowser({ userAgent: IPHONE });
  await logIn(phone, user);
  await page.goto("/account/devices");
  const devices = page.getByRole("main").getByRole("region");
  await openAction(devices.last(), "Remove device");
  await expect(page.getByText(/It is logged out at once \(1 session\)/)).toBeVisible();
  await confirm(page, "Remove device");
  await expect(page.getByText(/removed and logged out\./)).toBeVisible();
  await expect(devices).toHaveCount(1);
  await phone.goto("/account");
  await expect(phone).toHaveURL("/login?next=%2Faccount");
  await page.goto("/account");
  await expectAccountPage(page);

  await page.goto("/account/devices");
  await openAction(devices.first(), "Remove device");
  await expect(page.getByText(/This is the device you're using/)).toBeVisible();
  await confirm(page, "Remove device");
  await expect(page).toHaveURL("/login");
  await expect(page.getByText("This device was removed and logged out.")).toBeVisible();
  expect(await sessionCookie(context)).toBeUndefined();
});

test("lists sessions of programs, also without a device", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await queryDatabase(
    `INSERT INTO sessions (id, user_id, kind, token_hash, expires_at, ip_address)
     SELECT gen_random_uuid(), id, 'bearer', decode(md5(random()::text), 'hex'), now() + interval '1 day', '192.0.2.7'
     FROM users WHERE email = $1 RETURNING id`,
    [user.email],
  );
  await page.goto("/account/devices");
  const others = page.getByRole("main").locator("section").filter({ hasText: "Sessions without a device" });
  await expect(others).toContainText("API token");
  await expect(others).toContainText("192.0.2.7");
  await others.locator("summary").click();
  await confirm(page, "Revoke session");
  await expect(page.getByText("Session revoked.")).toBeVisible();
  await expect(others).toHaveCount(0);
});

test("shows why a name was refused, in the menu that the form is in", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/devices");
  const device = page.getByRole("main").getByRole("region").first();
  await openAction(device, "Rename");
  await page.locator("input[name=device_name]:visible").fill("   ");
  await confirm(page, "Rename");
  await expect(page.locator("input[name=device_name][aria-invalid=true]:visible")).toBeVisible();
  await expect(page.getByText("Fill in this field.", { exact: true })).toBeVisible();
  await page.locator("input[name=device_name]:visible").fill("Desk");
  await confirm(page, "Rename");
  await expect(page.getByText("Renamed to Desk.")).toBeVisible();
});

test("lists many devices in pages, and many sessions of one behind a button", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await queryDatabase(
    `INSERT INTO devices (id, user_id, name, type, fingerprint_hash, updated_at, last_seen_at)
     SELECT gen_random_uuid(), id, 'Laptop ' || number, 'desktop', 'laptop-' || number, now(),
       now() - number * interval '1 hour'
     FROM users, generate_series(1, 99) AS number WHERE email = $1 RETURNING id`,
    [user.email],
  );
  await queryDatabase(
    `INSERT INTO sessions (id, user_id, device_id, kind, token_hash, expires_at)
     SELECT gen_random_uuid(), user_id, id, 'bearer', sha256(convert_to(id::text || number, 'UTF8')),
       now() + interval '1 day'
     FROM devices, generate_series(1, 49) AS number
     WHERE name = 'Laptop 1' AND user_id = (SELECT id FROM users WHERE email = $1) RETURNING id`,
    [user.email],
  );
  await page.goto("/account/devices");
  await expect(page.getByText("100 devices, 50 active sessions")).toBeVisible();
  const devices = page.getByRole("main").getByRole("region");
  await expect(devices).toHaveCount(10);
  const laptop = page.getByRole("region", { name: "Laptop 1", exact: true });
  await expect(laptop.getByText("API token").and(page.locator(":visible"))).toHaveCount(3);
  await laptop.getByText("Show 46 more sessions").click();
  await expect(laptop.getByText("API token").and(page.locator(":visible"))).toHaveCount(49);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL("/account/devices?page=2");
  await expect(page.getByText("Page 2 of 10")).toBeVisible();
  await expect(page.getByRole("region", { name: "Laptop 10", exact: true })).toBeVisible();
  // Removing a device leads back to the same page.
  await openAction(page.getByRole("region", { name: "Laptop 12", exact: true }), "Remove device");
  await confirm(page, "Remove device");
  await expect(page.getByText("Laptop 12 removed and logged out.")).toBeVisible();
  await expect(page).toHaveURL("/account/devices?page=2");
  await expect(page.getByText("99 devices, 50 active sessions")).toBeVisible();
});
