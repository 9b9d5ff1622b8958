import type { Metadata } from "next";
import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { CardHeading } from "@/components/layout/card-heading";
import { InvalidLink, linkProblem, RESET_PASSWORD_LINK } from "@/components/layout/invalid-link";
import { DataItem, DataList } from "@/components/ui/data-list";
import { getSecurityAlert, type SecurityAlert } from "@/lib/account/report-unrecognized-login";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { secureAccountAction } from "./actions";
import { AlertDescription } from "./alert-description";

export const metadata: Metadata = { title: "Secure your account", robots: { index: false } };

type SecureAccountPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function SecureAccountPage({ searchParams }: SecureAccountPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(getSecurityAlert(text)).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidLink reason={linkProblem(result.failure.code)} fallback={RESET_PASSWORD_LINK} />;
  }
  return (
    <TokenConfirmForm
      fallback={RESET_PASSWORD_LINK}
      token={text}
      action={secureAccountAction}
      button="Secure my account"
      pendingText="Securing account…"
      variant="danger"
    >
      <CardHeading title="Secure your account">
        <AlertDescription {...result.value} /> If this wasn't you, we'll log out every device, disable your
        password, remove the two-factor methods and recovery codes added since, and email you a link to set a
        new password.
      </CardHeading>
      <Origin {...result.value} />
    </TokenConfirmForm>
  );
}

/** Where it came from, as the email says it. */
function Origin({ place, ipAddress }: Pick<SecurityAlert, "place" | "ipAddress">) {
  if (!ipAddress) return null;
  return (
    <DataList className="mb-6 rounded-field border border-line px-4 py-3">
      {place && <DataItem name="Approximate location">{place}</DataItem>}
      <DataItem name="IP address">{ipAddress}</DataItem>
    </DataList>
  );
}
