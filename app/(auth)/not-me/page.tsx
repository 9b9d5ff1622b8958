import type { Metadata } from "next";
import { LinkForm } from "@/components/forms/link-form";
import { LinkProblem } from "@/components/layout/link-problem";
import { PageHeading } from "@/components/layout/page-heading";
import { lookUpDisownedLogin } from "@/lib/auth/disown-login";
import { unavailable } from "@/lib/log";
import { disownLoginAction } from "./actions";

export const metadata: Metadata = { title: "This wasn't me", robots: { index: false } };

type NotMePageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening this page changes nothing: mail scanners open every link. */
export default async function NotMePage({ searchParams }: NotMePageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await lookUpDisownedLogin(text).catch(unavailable);
  if (!result.ok) return <LinkProblem reason={problemOf(result.failure.code)} />;
  const { username, device, at } = result.value;
  return (
    <LinkForm token={text} action={disownLoginAction} button="End that session" pendingText="Ending…">
      <PageHeading title="Was this not you?">
        Somebody logged in as <strong className="font-semibold wrap-anywhere text-ink">{username}</strong>{" "}
        from <strong className="font-semibold wrap-anywhere text-ink">{device}</strong>, on {at}. If it was
        not you, end that session and choose a new password.
      </PageHeading>
    </LinkForm>
  );
}

function problemOf(code: string) {
  return code === "used" || code === "unknown" ? code : "unavailable";
}
