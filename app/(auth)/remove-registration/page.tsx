import type { Metadata } from "next";
import { RegistrationFacts } from "@/app/(auth)/verify-email/registration-facts";
import { CardHeading } from "@/components/layout/card-heading";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { findRemovableRegistration } from "@/lib/verification/remove-registration";
import { InvalidRemovalLink } from "./invalid-removal-link";
import { RemovalForm } from "./removal-form";

export const metadata: Metadata = { title: "Remove this registration", robots: { index: false } };

type RemoveRegistrationPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function RemoveRegistrationPage({ searchParams }: RemoveRegistrationPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(findRemovableRegistration(text)).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidRemovalLink reason={result.failure.code} />;
  }
  const { email, ...registration } = result.value;
  return (
    <RemovalForm token={text}>
      <CardHeading title="Remove this registration">
        Someone signed up with <strong className="font-semibold wrap-anywhere text-ink">{email}</strong>. If
        it wasn't you, remove the registration. The account and everything entered for it will be deleted.
      </CardHeading>
      <RegistrationFacts {...registration} />
    </RemovalForm>
  );
}
