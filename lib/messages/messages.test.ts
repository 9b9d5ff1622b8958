import { describe, expect, it } from "vitest";
import { toApiErrors } from "./api-messages";
import { formatCountdown, formatDuration } from "./duration";
import { formMessage } from "./form-messages";

describe("messages", () => {
  it("render with their parameter, also if that contains a colon", () => {
    expect(toApiErrors({ role: ["invalid_choice:a:b"], device: { os: ["max_length:50"] } })).toEqual({
      role: ['"a:b" is not a valid choice.'],
      device: { os: ["Ensure this field has no more than 50 characters."] },
    });
    expect(formMessage("max_length:150")).toBe("Use 150 characters or fewer.");
  });

  it("name the field that was left empty", () => {
    expect(formMessage("blank", "email")).toBe("Enter your email address.");
    expect(formMessage("required", "bio")).toBe("Fill in this field.");
  });

  it("of forms say how to meet the rule", () => {
    expect(formMessage("invalid_email")).toBe("Enter an email address like name@example.com.");
    expect(formMessage("password_too_common")).toBe("This password is too common. Choose another.");
    expect(formMessage("confirmation_mismatch")).toBe("Type the username exactly as it's shown.");
  });

  it.each([
    [1, "1 second"],
    [59, "59 seconds"],
    [60, "1 minute"],
    [90, "2 minutes"],
    [7_201, "3 hours"],
    [86_400, "1 day"],
  ])("format %i seconds as %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each([
    [1, "1 second"],
    [60, "60 seconds"],
    [119, "119 seconds"],
    [121, "3 minutes"],
  ])("count %i seconds down as %s", (seconds, text) => {
    expect(formatCountdown(seconds)).toBe(text);
  });
});
