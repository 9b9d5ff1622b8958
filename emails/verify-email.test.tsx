import { render } from "@react-email/components";
import { describe, expect, it } from "vitest";
import VerifyEmail, { verifyEmailText } from "./verify-email";

const props = { ...VerifyEmail.PreviewProps, username: `<img src=x onerror=alert(1)>"'` };

describe("the verification mail", () => {
  it("greets by name, without taking the name for HTML", async () => {
    const html = await render(<VerifyEmail {...props} />);
    expect(html).toContain("&lt;img src=x");
    expect(html).not.toContain("<img");
  });

  it("says all that it should, in both forms, and stays under what mail programs cut", async () => {
    const html = await render(<VerifyEmail {...VerifyEmail.PreviewProps} />);
    const text = verifyEmailText(VerifyEmail.PreviewProps);
    for (const form of [html.replace(/<!-- -->|<\/?strong>/g, ""), text.replace(/\n/g, " ")]) {
      for (const part of [
        "john_doe",
        props.link,
        "6 hours",
        "If you didn",
        "ignore this",
        "Log in to your account",
        "All rights reserved",
        "support@realmfa.com",
      ]) {
        expect(form).toContain(part);
      }
    }
    expect(html).toContain("Verify Email Address");
    expect(html).toContain("prefers-color-scheme: dark");
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
    expect(
      Math.max(
        ...text
          .split("\n")
          .filter((line) => !line.includes("http"))
          .map((line) => line.length),
      ),
    ).toBeLessThan(100);
  });

  it("is the very same each time, or a repetition would count as another mail", async () => {
    expect(await render(<VerifyEmail {...props} />)).toBe(await render(<VerifyEmail {...props} />));
  });
});
