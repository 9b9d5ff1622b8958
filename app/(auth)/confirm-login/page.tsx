import type { Metadata } from "next";
import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { InvalidLink, linkProblem } from "@/components/layout/invalid-link";
import { TextLink } from "@/components/layout/text-link";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { getPendingLogin } from "@/lib/login/confirm-login";
import { unavailable } from "@/lib/observability/log";
import { confirmLoginAction } from "./actions";

export const metadata: Metadata = { title: "Finish logging in", robots: { index: false } };

const LOGIN_LINK = { href: "/login", text: "Log in again" };

type ConfirmLoginPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function ConfirmLoginPage({ searchParams }: ConfirmLoginPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(getPendingLogin(text)).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidLink reason={linkProblem(result.failure.code)} fallback={LOGIN_LINK} />;
  }
  return (
    <>
      <TokenConfirmForm
        fallback={LOGIN_LINK}
        token={text}
        action={confirmLoginAction}
        button="Log in"
        pendingText="Logging in…"
      >
        <CardHeading title="Finish logging in">
          Log in to <strong className="font-semibold wrap-anywhere text-ink">{result.value.username}</strong>{" "}
          in this browser.
        </CardHeading>
      </TokenConfirmForm>
      <CardFooter>
        If you didn't try to log in, someone else knows your password.{" "}
        <TextLink href="/forgot-password">Reset your password</TextLink>
      </CardFooter>
    </>
  );
}
