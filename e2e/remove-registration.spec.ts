import { findViolations } from "./axe";
import { linkIn, removalLinkIn } from "./emails";
import { expect, test } from "./fixtures";
import { register } from "./steps";

test("the owner of a mailbox removes a registration that isn't theirs, with one press", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  const email = await mailbox.newest(user.email);
  const phone = await openOtherBrowser();
  await phone.goto(removalLinkIn(email));
  await expect(phone.getByRole("heading", { name: "Remove this registration" })).toBeVisible();
  await expect(phone.getByText(user.username, { exact: true })).toBeVisible();
  if (test.info().project.name !== "without-javascript") expect(await findViolations(phone)).toEqual([]);
  await phone.getByRole("button", { name: "Remove registration" }).click();
  await expect(phone.getByRole("heading", { name: "Registration removed" })).toBeVisible();
  await phone.goto(removalLinkIn(email));
  await expect(phone.getByRole("heading", { name: "Nothing to remove" })).toBeVisible();
  await page.goto(linkIn(email));
  await expect(page.getByRole("heading", { name: "This link is no longer valid" })).toBeVisible();
  await register(page, user);
});
