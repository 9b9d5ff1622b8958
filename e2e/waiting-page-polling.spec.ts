import { expect, test } from "./fixtures";
import { register } from "./steps";

const STATUS = "/check-email/status";

test("the waiting page stops asking after 15 minutes, and then says how to go on", async ({ page, user }) => {
  await page.clock.install();
  await register(page, user);
  const continues = page.getByText("This page continues automatically.");
  await expect(continues).toBeVisible();
  const asked = page.waitForRequest(`**${STATUS}`);
  await page.clock.fastForward("00:04");
  await asked;
  await expect(continues).toBeVisible();

  await page.clock.fastForward("15:00");
  const refresh = page.getByRole("link", { name: "Refresh this page" });
  await expect(refresh).toBeVisible();
  await expect(continues).toBeHidden();
  let requests = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === STATUS) requests++;
  });
  await page.clock.runFor("01:00");
  expect(requests).toBe(0);

  await refresh.click();
  await expect(continues).toBeVisible();
});
