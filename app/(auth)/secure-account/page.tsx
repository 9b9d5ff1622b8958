import type { Metadata } from "next";

import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { InvalidLink, RESET_PASSWORD_LINK } from "@/components/layout/invalid-link";
import { PageHeading } from "@/components/layout/page-heading";
import { getSecurityAlert } from "@/lib/account/report-unrecognized-login";
import { unavailable } from "@/lib/observability/log";
import { secureAccountAction } from "./actions";

export const metadata: Metadata = { title: "This wasn't me", robots: { index: false } };

type SecureAccountPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening this page changes nothing: mail scanners open every link. */
export default async function SecureAccountPage({ searchParams }: SecureAccountPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await getSecurityAlert(text).catch(unavailable);
  if (!result.ok)
    return <InvalidLink reason={problemOf(result.failure.code)} fallback={RESET_PASSWORD_LINK} />;
  const { username, device, at } = result.value;
  const name = <strong className="font-semibold wrap-anywhere text-ink">{username}</strong>;
  return (
    <TokenConfirmForm
      fallback={RESET_PASSWORD_LINK}
      token={text}
      action={secureAccountAction}
      button="Shut everybody out"
      pendingText="One moment…"
    >
      <PageHeading title="Was this not you?">
        {device ? (
          <>
            Somebody logged in as {name} from{" "}
            <strong className="font-semibold wrap-anywhere text-ink">{device}</strong>, on {at}.
          </>
        ) : (
          <>
            The password of {name} was changed on {at}.
          </>
        )}{" "}
        If it was not you, shut everybody out: all are logged out, the password works no longer, and a mail
        brings you a link to choose a new one.
      </PageHeading>
    </TokenConfirmForm>
  );
}

function problemOf(code: string) {
  return code === "used" || code === "unknown" ? code : "unavailable";
}
