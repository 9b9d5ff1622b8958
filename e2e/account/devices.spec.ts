import { expect, test } from "../fixtures";
import { expectAccountPage, logIn } from "../steps";
import { registerVerified } from "../verified-user";

test("renames and trusts a device, and removes it with its sessions", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/devices");
  await page.getByLabel("Name").fill("The one on my desk");
  await page.getByRole("button", { name: "Rename" }).click();
  const device = page.getByRole("region", { name: "The one on my desk" });
  await expect(device).toBeVisible();
  await device.getByRole("button", { name: "Trust device" }).click();
  await expect(device.getByText("Trusted", { exact: true })).toBeVisible();
  await device.getByRole("button", { name: "Remove trust" }).click();
  await expect(device.getByText("Trusted", { exact: true })).toBeHidden();

  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await expect(page).toHaveURL("/login");
  await page.getByLabel("Trust this device").check();
  await page.getByLabel("Email").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expectAccountPage(page);
  await page.goto("/account/devices");
  await expect(device.getByText("Trusted", { exact: true })).toBeVisible();
  await expect(device.getByText("This device", { exact: true })).toBeVisible();
  await device.getByRole("button", { name: "Remove device The one on my desk" }).click();
  await expect(page).toHaveURL("/login?next=%2Faccount%2Fdevices");
});
