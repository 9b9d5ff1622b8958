import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { readProfile, submitProfile, updateProfile } from "./profile";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("the phone number of a profile", () => {
  it.each([
    ["+44 (0)7911 123456", "+447911123456"],
    ["+123456789012345", "+123456789012345"],
    ["", ""],
  ])("is stored as E.164 if it comes from the form: %s", async (typed, stored) => {
    const actor = await newActor();
    expect(await submitProfile({ phone_number: typed }, actor)).toMatchObject({
      ok: true,
      value: { phoneNumber: stored },
    });
  });

  it("needs a country code in the form, unless it stays as it is", async () => {
    const actor = await newActor();
    await updateProfile({ phone_number: "5551234567" }, actor);
    const values = { username: actor.user.username, bio: "Likes harbours.", address: "" };
    expect(await submitProfile({ ...values, phone_number: "5551234567" }, actor)).toMatchObject({
      ok: true,
      value: { bio: "Likes harbours.", phoneNumber: "5551234567" },
    });
    expect(await submitProfile({ ...values, phone_number: "5551234568" }, actor)).toMatchObject({
      failure: { errors: { phone_number: ["invalid_phone_number"] } },
    });
  });

  it("keeps the API's own rule", async () => {
    const actor = await newActor();
    for (const phone_number of ["+44 7911 123456", "+123456789012345"]) {
      expect(await updateProfile({ phone_number }, actor)).toMatchObject({
        failure: { errors: { phone_number: expect.any(Array) } },
      });
    }
  });
});

describe("the username of a profile", () => {
  it("is normalized before it is checked and stored", async () => {
    const actor = await newActor();
    const result = await updateProfile({ username: `Jose\u0301_${actor.userId}` }, actor);
    expect(result).toMatchObject({ ok: true, value: { username: `José_${actor.userId}` } });
  });

  it("changes only with recent authentication; the other fields need none", async () => {
    const actor = await newActor();
    const stale = { ...actor, authenticatedAt: new Date(Date.now() - 11 * 60 * 1000) };
    const username = `renamed_${actor.userId}`;
    expect(await updateProfile({ bio: "Likes harbours." }, stale)).toMatchObject({ ok: true });
    const unchanged = { username: actor.user.username, bio: "Likes boats." };
    expect(await updateProfile(unchanged, stale)).toMatchObject({ ok: true });
    for (const [password, message] of [
      [undefined, "password_needed"],
      ["", "password_needed"],
      ["wrong", "incorrect_password"],
    ]) {
      expect(await updateProfile({ username, bio: "Changed.", password }, stale)).toEqual({
        ok: false,
        failure: { code: "invalid", errors: { password: [message] } },
      });
      const values = { ...unchanged, username, phone_number: "", password };
      expect(await submitProfile(values, stale)).toMatchObject({
        failure: { errors: { password: [message] } },
      });
    }
    expect(await readProfile(actor)).toMatchObject(unchanged);
    expect(await updateProfile({ username, password: actor.password }, stale)).toMatchObject({
      ok: true,
      value: { username, session: { id: actor.sessionId } },
    });
  });
});
