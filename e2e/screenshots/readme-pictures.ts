import type { Browser, Page } from "@playwright/test";
import { submitLogin } from "../steps";
import { ADMIN } from "../test-server";
import { fromNewIpAddress } from "../test-users";
import { settle } from "./camera";
import type { LocalApp } from "./local-app";
import { People } from "./people";

const FOLDER = "public/screenshots";
const SIZE = { viewport: { width: 1200, height: 860 }, deviceScaleFactor: 1.5 };

/** Takes the two pictures of the README: the registration form, and the user list. */
export async function takeReadmePictures(browser: Browser, app: LocalApp): Promise<string[]> {
  const context = await browser.newContext({
    ...SIZE,
    colorScheme: "light",
    reducedMotion: "reduce",
    extraHTTPHeaders: fromNewIpAddress(),
    baseURL: app.url,
  });
  const page = await context.newPage();
  await page.goto("/register");
  const register = await take(page, "register");

  const people = new People(app);
  for (const name of ["anna_schmidt", "bjorn.berg", "chen_wei", "divya_rao", "emeka_obi", "maria_lopez"])
    await people.registerVerified(name);
  for (const name of ["fatima_zahra", "george_h"]) await people.register(name);
  await submitLogin(page, ADMIN, app.url);
  await page.waitForURL((url) => url.pathname.startsWith("/account"));
  await page.goto("/admin/users");
  return [register, await take(page, "users")];
}

async function take(page: Page, name: string): Promise<string> {
  await settle(page);
  const file = `${FOLDER}/${name}.png`;
  await page.screenshot({ path: file });
  return file;
}
