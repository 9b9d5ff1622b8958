import { createConfig, lintFromString } from "@redocly/openapi-core";
import { beforeAll, describe, expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { openApiDocument } from "./openapi";

beforeAll(() => setTestSettings({ APP_URL: "https://accounts.realmfa.com" }));

describe("openApiDocument", () => {
  it("passes the strict rules of the Redocly linter", async () => {
    const config = await createConfig({
      extends: ["recommended-strict"],
      // The paths end in a slash because existing clients of the Django API use them.
      rules: { "no-path-trailing-slash": "off" },
    });
    const problems = await lintFromString({ source: JSON.stringify(openApiDocument()), config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it("documents the constraints of the request schemas", () => {
    expect(openApiDocument()).toMatchObject({
      paths: {
        "/api/auth/register/": {
          post: {
            requestBody: {
              content: {
                "application/json": {
                  schema: {
                    required: ["username", "email", "password", "password2", "device"],
                    properties: {
                      username: { type: "string", maxLength: 150 },
                      phone_number: { type: ["string", "null"], pattern: expect.stringMatching(/^\^\$\|/) },
                      device: { properties: { device_type: { enum: ["mobile", "desktop", "tablet"] } } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    });
  });
});
