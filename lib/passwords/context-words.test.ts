import "./common-passwords";
import { beforeAll, describe, expect, it } from "vitest";
import { toApiErrors } from "@/lib/messages/api-messages";
import { changePasswordSchema } from "@/lib/schemas/change-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import { passwordProblems } from "@/lib/schemas/password";
import { registerFormSchema } from "@/lib/schemas/register-form";
import { setTestSettings } from "@/lib/testing/test-settings";

beforeAll(() =>
  setTestSettings({
    APP_URL: "https://accounts.harbour-works.example",
    MAIL_FROM: "Harbour Works <noreply@mail.hafenwerk.example>",
  }),
);

describe("context words", () => {
  it.each([
    "realmfa1",
    "Real MFA 2026",
    "REALMFA!!!",
    "2026-real-mfa",
    "r e a l m f a",
    "ｒｅａｌｍｆａ１",
    "RealMFA RealMFA",
    "Harbour Works",
    "harbour2026",
    "harbourworks.example",
    "accounts123",
    "hafenwerk#1",
  ])("are refused as passwords, alone and with digits and punctuation around: %s", (password) => {
    expect(passwordProblems(password, {})).toEqual(["password_context_word"]);
  });

  it.each(["realmfa-orbit-7", "my harbour works fine", "Qv7!mzorbit-lane", "mfa-mfa-2026", "12345!678"])(
    "may be part of a password: %s",
    (password) => {
      expect(passwordProblems(password, {})).toEqual([]);
    },
  );

  it("are refused at registration, reset and change, as too common", () => {
    const password = { password: "Real MFA 2026", password2: "Real MFA 2026" };
    const results = [
      registerFormSchema.safeParse({ username: "jose", email: "jose@example.com", ...password }),
      newPasswordSchema({}).safeParse(password),
      changePasswordSchema({}).safeParse({ current_password: "old", ...password }),
    ];
    for (const { error } of results) {
      expect(error && toApiErrors(fieldErrors(error))).toEqual({
        password: ["This password is too common."],
      });
    }
  });
});
