import { describe, expect, it } from "vitest";
import { failureResponse, throttledResponse } from "./responses";

describe("failureResponse", () => {
  it("sends Retry-After with overload and rate limit errors", async () => {
    const overloaded = failureResponse({ code: "overloaded", retryAfterSeconds: 5 });
    expect(overloaded.status).toBe(503);
    expect(overloaded.headers.get("retry-after")).toBe("5");
    const limited = failureResponse({ code: "rate_limited", retryAfterSeconds: 1 });
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toBe("1");
    expect(await limited.json()).toEqual({
      detail: "Request was throttled. Expected available in 1 second.",
    });
    expect(await throttledResponse(42).json()).toEqual({
      detail: "Request was throttled. Expected available in 42 seconds.",
    });
  });

  it("declares JSON in UTF-8 and forbids caching", () => {
    const response = failureResponse({ code: "invalid", errors: { email: ["required"] } });
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});
