import { execFileSync, spawnSync } from "node:child_process";
import { enterCode, startSetup } from "../authenticator-app";
import { expect, test } from "../fixtures";
import { expectAccountPage, logIn, logOut, submitLogin } from "../steps";
import { registerVerified } from "../verified-user";

test("accepts the codes that another program generates", async ({ page, user }) => {
  const isInstalled = spawnSync("oathtool", ["--version"]).status === 0;
  // CI installs it, and fails without it.
  test.skip(!isInstalled && !process.env.CI, "Needs oathtool, a Debian package.");
  await registerVerified(page, user);
  await logIn(page, user);
  await startSetup(page);
  const key = ((await page.getByTestId("key").textContent()) ?? "").replaceAll(" ", "");
  const generate = (time: string) =>
    execFileSync("oathtool", ["--totp", "--base32", "--now", time, key], { encoding: "utf8" }).trim();
  await page.getByRole("textbox", { name: "Code" }).fill(generate("now"));
  await page.getByRole("button", { name: "Add authenticator app" }).click();
  await expect(page.getByText("Authenticator app added.")).toBeVisible();
  await logOut(page);
  await submitLogin(page, user);
  await enterCode(page, generate("30 seconds"));
  await expectAccountPage(page);
});
