import { describe, expect, it } from "vitest";
import { failureResponse, throttledResponse } from "./responses";

describe("the answers of the API", () => {
  it("tell when to come back", async () => {
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

  it("name their kind and character set, and are kept by nobody", () => {
    const answer = failureResponse({ code: "invalid", errors: { email: ["This field is required."] } });
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});
