import type { Page } from "@playwright/test";
import { newUser, type TestUser } from "./test-users";
import { logInWithoutPage, queryDatabase, registerVerified } from "./verified-user";

/** Returns the id of the user with an email address. */
export async function idOf({ email }: { email: string }): Promise<string> {
  const [row] = await queryDatabase<{ id: string }>("SELECT id FROM users WHERE email = $1", [email]);
  return row?.id ?? "";
}

/** Logs in somebody new with a role, so that tests that run at the same time don't share an admin. */
export async function logInAs(page: Page, role: "admin" | "manager"): Promise<TestUser> {
  const staff = newUser();
  await registerVerified(page, staff);
  await queryDatabase('UPDATE users SET role = $2::"Role" WHERE email = $1', [staff.email, role]);
  await logInWithoutPage(page, staff);
  return staff;
}

/** The button that opens a dialog. */
export const trigger = (page: Page, name: string) => page.locator("summary").filter({ hasText: name });

/** Shows the filters of a list, which a phone folds. */
export async function openFilters(page: Page) {
  await page.locator("details.filter-panel").evaluate((panel) => panel.toggleAttribute("open", true));
}

/** Presses the button that confirms in the open dialog, which is part of the page without JavaScript. */
export async function confirm(page: Page, button: string) {
  await page.locator("button:visible").filter({ hasText: button }).click();
}
