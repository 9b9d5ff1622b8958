import { unstable_getResponseFromNextConfig } from "next/experimental/testing/server";
import { describe, expect, it } from "vitest";
import nextConfig from "@/next.config";

const ORIGIN = "https://accounts.example.com";

async function responseTo(path: string) {
  const { status, headers } = await unstable_getResponseFromNextConfig({ url: ORIGIN + path, nextConfig });
  return { status, location: headers.get("location"), rewrite: headers.get("x-middleware-rewrite") };
}

describe("renamed routes", () => {
  it.each([
    ["/not-me?token=abc", "/secure-account?token=abc"],
    ["/not-me/?token=abc", "/secure-account?token=abc"],
    ["/not-me/done", "/secure-account/done"],
    ["/goodbye", "/deletion-scheduled"],
    ["/account/sessions", "/account/devices"],
  ])("redirects %s to %s permanently", async (from, to) => {
    expect(await responseTo(from)).toMatchObject({ status: 308, location: ORIGIN + to });
  });

  it.each(["/api/auth/disown-login", "/api/auth/disown-login/"])(
    "serves %s from the renamed endpoint without a redirect",
    async (from) => {
      expect(await responseTo(from)).toMatchObject({
        location: null,
        rewrite: `${ORIGIN}/api/auth/report-login`,
      });
    },
  );

  it("leaves the new paths alone", async () => {
    for (const path of ["/secure-account", "/secure-account/done", "/api/auth/report-login/"]) {
      expect(await responseTo(path)).toEqual({ status: 200, location: null, rewrite: null });
    }
  });
});
