import type { Metadata } from "next";
import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { InvalidLink, linkProblem, RESET_PASSWORD_LINK } from "@/components/layout/invalid-link";
import { PageHeading } from "@/components/layout/page-heading";
import { getSecurityAlert } from "@/lib/account/report-unrecognized-login";
import { unavailable } from "@/lib/observability/log";
import { secureAccountAction } from "./actions";

export const metadata: Metadata = { title: "Secure your account", robots: { index: false } };

type SecureAccountPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function SecureAccountPage({ searchParams }: SecureAccountPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await getSecurityAlert(text).catch(unavailable);
  if (!result.ok)
    return <InvalidLink reason={linkProblem(result.failure.code)} fallback={RESET_PASSWORD_LINK} />;
  const { username, device, at } = result.value;
  const name = <strong className="font-semibold wrap-anywhere text-ink">{username}</strong>;
  return (
    <TokenConfirmForm
      fallback={RESET_PASSWORD_LINK}
      token={text}
      action={secureAccountAction}
      button="Secure my account"
      pendingText="Securing account…"
    >
      <PageHeading title="Secure your account">
        {device ? (
          <>
            We noticed a login to {name} from{" "}
            <strong className="font-semibold wrap-anywhere text-ink">{device}</strong> on {at}.
          </>
        ) : (
          <>
            The password for {name} was changed on {at}.
          </>
        )}{" "}
        If this wasn't you, we'll log out every device, disable your password and email you a link to set a
        new one.
      </PageHeading>
    </TokenConfirmForm>
  );
}
