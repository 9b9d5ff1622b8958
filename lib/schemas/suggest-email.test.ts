import { describe, expect, it } from "vitest";
import { suggestEmail } from "./suggest-email";

describe("suggestEmail", () => {
  it.each([
    ["ada@gmial.com", "ada@gmail.com"],
    ["ada@gmail.con", "ada@gmail.com"],
    ["ada@gmail.co", "ada@gmail.com"],
    ["ada@gmaill.cm", "ada@gmail.com"],
    ["ada@hotmail.co", "ada@hotmail.com"],
    ["ada@yahoo.cm", "ada@yahoo.com"],
    ["ada@yaho.co.uk", "ada@yahoo.co.uk"],
    ["ada@gmaul.com", "ada@gmail.com"],
    ["Ada@HOTMIAL.com", "Ada@hotmail.com"],
    ["ada@outlok.com", "ada@outlook.com"],
    ["ada@yaho.com", "ada@yahoo.com"],
    ["ada@iclod.com", "ada@icloud.com"],
    ["ada@protonmail.con", "ada@protonmail.com"],
    [" ada@gmai.com ", "ada@gmail.com"],
  ])("takes %s for %s", (typed, meant) => {
    expect(suggestEmail(typed)).toBe(meant);
  });

  it.each([
    "ada@gmail.com",
    "ada@mail.com",
    "ada@email.com",
    "ada@ymail.com",
    "ada@yahoo.fr",
    "ada@yahoo.co.in",
    "ada@yahoo.co.jp",
    "ada@yahoo.com.br",
    "ada@hotmail.be",
    "ada@hotmail.nl",
    "ada@orange.es",
    "ada@t-online.hu",
    "ada@fastmail.fm",
    "ada@protonmail.ch",
    "ada@mailo.com",
    "ada@gmx.de",
    "ada@me.com",
    "ada@live.com",
    "ada@example.com",
    "ada@company.io",
    "gmial.com",
    "@gmial.com",
    "ada",
    "",
    `ada@${"a".repeat(100_000)}`,
  ])("takes %.40s for what it is", (typed) => {
    expect(suggestEmail(typed)).toBeUndefined();
  });
});
