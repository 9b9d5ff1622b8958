import { once } from "node:events";
import { createServer } from "node:http";
import { expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { fillFailedPage } from "./failed-page";
import { trackResponse } from "./open-responses";

const EMPTY =
  '<!DOCTYPE html><html id="__next_error__"><head><link rel="preload" href="/_next/a.css" as="style" nonce="x"/></head><body><script src="/a.js"></script></body></html>';

/** Answers a request with these chunks, after an error with this digest if there is one. */
async function respond(chunks: (string | Buffer)[], digest?: string): Promise<string> {
  const server = createServer(({ headers }, response) => {
    trackResponse(headers, response);
    if (digest !== undefined) fillFailedPage(headers, digest);
    for (const chunk of chunks) response.write(chunk);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const text = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  server.close();
  return text;
}

it("fills the empty document of a failed page for browsers without JavaScript, with the page's styles", async () => {
  setTestSettings({ APP_NAME: "A & <b>", BRAND_COLOR: "#7c3aed" });
  for (const chunk of [EMPTY, Buffer.from(EMPTY)]) {
    const html = await respond([chunk, "<!-- $& -->"], "2207536067");
    expect(html).toMatch(/<body><noscript>.*<h1[^>]*>Something went wrong<\/h1>.*<\/noscript><script/s);
    expect(html).toContain("Error ID: 2207536067");
    expect(html).toContain('<link rel="stylesheet" href="/_next/a.css">');
    expect(html).toMatch(/<link rel="stylesheet" href="\/brand\/colors\.css[^"]*">/);
    expect(html).toContain("A &amp; &lt;b>");
    expect(html.endsWith("<!-- $& -->")).toBe(true);
  }
});

it("shows no error ID that could be markup", async () => {
  expect(await respond([EMPTY], "<script>")).not.toContain("Error ID");
});

it("leaves every other response as it is", async () => {
  const page = '<!DOCTYPE html><html lang="en"><body>__next_error__</body></html>';
  expect(await respond([page], "1")).toBe(page);
  expect(await respond([EMPTY])).toBe(EMPTY);
});
