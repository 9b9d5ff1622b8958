import { createConfig, lintFromString } from "@redocly/openapi-core";
import { beforeAll, describe, expect, it } from "vitest";

beforeAll(() => {
  Object.assign(process.env, {
    APP_URL: "https://accounts.realmfa.com",
    DATABASE_URL: "postgresql://unused.invalid/x",
    UPSTASH_REDIS_REST_URL: "https://unused.invalid",
    UPSTASH_REDIS_REST_TOKEN: "unused",
    RESEND_API_KEY: "unused",
    MAIL_FROM: "a@b.co",
    PASSWORD_PEPPER: "p".repeat(32),
  });
});

const { openApiDocument } = await import("./openapi");

describe("the API's description", () => {
  it("is one that no linter finds fault with", async () => {
    const config = await createConfig({
      extends: ["recommended-strict"],
      // The addresses are those of the system whose clients are to work unchanged.
      rules: { "no-path-trailing-slash": "off" },
    });
    const problems = await lintFromString({ source: JSON.stringify(openApiDocument()), config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it("says of fields what the schemas hold", () => {
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
