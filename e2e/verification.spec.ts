import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { expectAccountPage, logIn, register, submitLogin, submitVerification } from "./steps";

const NEW_PASSWORD = "Zk3-unlikely-harbour";

test("on another device, the link asks for the chosen password, verifies with it and logs in", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  const phone = await openOtherBrowser();
  await phone.goto(linkIn(await mailbox.newest(user.email)));
  await expect(phone.getByText(user.username, { exact: true })).toBeVisible();
  await expect(phone.getByText(/^(Mobile )?Chrome.* on /)).toBeVisible();
  await phone.getByLabel("Password", { exact: true }).fill("not the password");
  await phone.getByRole("button", { name: "Verify email" }).click();
  await expect(phone.getByText("Incorrect password.")).toBeVisible();
  await phone.getByLabel("Password", { exact: true }).fill(user.password);
  await submitVerification(phone);
  await phone.getByRole("link", { name: "Go to your account" }).click();
  await expectAccountPage(phone);
});

test("a stranger who registered someone's address never gets in", async ({
  page: stranger,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(stranger, user);
  const link = linkIn(await mailbox.newest(user.email));
  const owner = await openOtherBrowser();
  await owner.goto(link);
  await owner.getByRole("link", { name: "Set a new password" }).click();
  await expect(owner.getByRole("heading", { name: "Set a new password" })).toBeVisible();
  await owner.getByLabel("New password").fill(NEW_PASSWORD);
  await owner.getByLabel("Confirm password").fill(NEW_PASSWORD);
  await owner.getByRole("button", { name: "Set password and verify email" }).click();
  await expect(owner.getByRole("heading", { name: "Email verified" })).toBeVisible();

  await submitLogin(stranger, user);
  await expect(stranger.getByText("Incorrect email or password.")).toBeVisible();
  await stranger.goto(link);
  await expect(stranger.getByRole("heading", { name: "Email already verified" })).toBeVisible();
  await owner.getByRole("link", { name: "Log in", exact: true }).click();
  await expect(owner.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
  await logIn(owner, { email: user.email, password: NEW_PASSWORD });
});

test("a new password at verification has to meet the rules", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  const phone = await openOtherBrowser();
  await phone.goto(`${linkIn(await mailbox.newest(user.email))}&password=new`);
  await phone.getByLabel("New password").fill("short");
  await phone.getByLabel("Confirm password").fill("shorter");
  await phone.getByRole("button", { name: "Set password and verify email" }).click();
  await expect(phone.getByText("Passwords don't match.")).toBeVisible();
  await expect(phone.getByRole("heading", { name: "Email verified" })).toBeHidden();
});

test("a login with the right password lets another browser verify with one press", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  const phone = await openOtherBrowser();
  await submitLogin(phone, user);
  await expect(phone.getByText(/Verify your email to log in/)).toBeVisible();
  await phone.goto(linkIn(await mailbox.newest(user.email)));
  await expect(phone.getByText(`Confirm that ${user.email} is your email address`)).toBeVisible();
  await submitVerification(phone);
  await phone.goto("/account");
  await expectAccountPage(phone);
});
