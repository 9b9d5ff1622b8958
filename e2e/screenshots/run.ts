import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { browserOptions, installBrowser } from "../browser";
import { Camera } from "./camera";
import { startLocalApp } from "./local-app";
import { takeReadmePictures } from "./readme-pictures";
import { Tour } from "./tour";

const { values } = parseArgs({
  options: {
    /** The folder that the pictures are put in. */
    out: { type: "string", default: "screenshots" },
    /** A regular expression: only pictures whose names match it are taken, such as `^email-`. */
    only: { type: "string", default: "" },
    /** Takes the pictures of the README instead. */
    readme: { type: "boolean", default: false },
  },
});

installBrowser();
const app = await startLocalApp();
const browser = await chromium.launch(browserOptions());
try {
  if (values.readme) {
    console.log((await takeReadmePictures(browser, app)).join("\n"));
  } else {
    const camera = new Camera(values.out, new RegExp(values.only));
    await new Tour(browser, camera, app).run();
    console.log(`${camera.taken.length} pictures are in ${values.out}.`);
  }
} finally {
  await browser.close();
  await app.close();
}
