import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Delivery } from "@/lib/mail/delivery";
import type { DomainProblem } from "@/lib/mail/email-domain";
import { DeliveryNote } from "./delivery-note";

function shown(state: Delivery | undefined, domainProblem?: DomainProblem) {
  const html = renderToStaticMarkup(<DeliveryNote state={state} domainProblem={domainProblem} />);
  return html.replaceAll(/<[^>]+>/g, "").replaceAll("&#x27;", "'");
}

it.each<[Delivery, string]>([
  ["queued", "We're sending the email."],
  ["sending", "We're sending the email."],
  ["sent", "The email is on its way. It can take a minute to arrive."],
  ["delivered", "The email was delivered to your mailbox."],
  ["unknown", "We don't know whether the email arrived"],
  ["failed", "We couldn't deliver the email"],
  ["bounced", "We couldn't deliver the email"],
  ["complained", "Our email was marked as spam"],
])("tells of an email that is %s", (state, text) => {
  expect(shown(state)).toContain(text);
});

it("tells nothing if it isn't known, or must not be revealed", () => {
  expect(shown(undefined)).toBe("");
});

it("warns of the domain, unless the email is known not to have arrived", () => {
  expect(shown("sent", "unreachable")).toContain("This address may not exist");
  expect(shown(undefined, "disposable")).toContain("This address may not last");
  for (const state of ["bounced", "complained"] as const)
    expect(shown(state, "unreachable")).not.toContain("This address may not exist");
});
