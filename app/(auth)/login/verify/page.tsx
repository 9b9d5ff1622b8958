import type { Metadata } from "next";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { UnavailableCard } from "@/components/layout/unavailable";
import { ShieldCheckIcon } from "@/components/ui/icons";
import { withinPageTime } from "@/lib/database/client";
import { readPendingLogin } from "@/lib/http/cookies";
import { setFailureStatus } from "@/lib/http/page-status";
import { findPendingLogin } from "@/lib/login/pending-login";
import { unavailable } from "@/lib/observability/log";
import { ok } from "@/lib/result";
import { findMethodKinds, type MethodKind } from "@/lib/two-factor/method-kinds";
import { ExpiredLogin } from "./expired-login";
import { VerifyForm } from "./verify-form";
import { VerifyPasskey } from "./verify-passkey";

export const metadata: Metadata = { title: "Two-factor authentication" };

type VerifyPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const METHODS: Record<MethodKind, { intro: string; link: string }> = {
  passkey: {
    intro: "Confirm with your passkey that it's you.",
    link: "Use a passkey",
  },
  authenticator: {
    intro: "Enter the 6-digit code from your authenticator app.",
    link: "Use your authenticator app",
  },
  recovery_code: {
    intro: "Enter one of your recovery codes.",
    link: "Use a recovery code",
  },
};

export default async function VerifyPage({ searchParams }: VerifyPageProps) {
  const parameters = await searchParams;
  const next = typeof parameters.next === "string" ? parameters.next : "";
  const read = await withinPageTime(findKinds(await readPendingLogin())).then(ok, unavailable);
  if (!read.ok) {
    await setFailureStatus(read.failure);
    return <UnavailableCard />;
  }
  const kinds = read.value;
  if (!kinds) return <ExpiredLogin />;
  const method = kinds.find((kind) => kind === parameters.method) ?? kinds[0] ?? "recovery_code";
  const others = kinds.filter((kind) => kind !== method);
  return (
    <>
      <CardHeading title="Two-factor authentication" icon={<ShieldCheckIcon className="size-6" />}>
        {METHODS[method].intro}
      </CardHeading>
      {method === "passkey" ? (
        <VerifyPasskey next={next} />
      ) : (
        <VerifyForm key={method} next={next} isRecovery={method === "recovery_code"} />
      )}
      <CardFooter>
        {others.map((kind) => (
          <p key={kind}>
            <TextLink href={`/login/verify?${new URLSearchParams({ next, method: kind })}`}>
              {METHODS[kind].link}
            </TextLink>
          </p>
        ))}
        <p>
          <TextLink href="/login/verify/reset">I lost all my methods</TextLink>
        </p>
        <p>
          Not you? <TextLink href="/login">Log in as someone else</TextLink>
        </p>
      </CardFooter>
    </>
  );
}

/** Returns the kinds of method that can verify a pending login; `undefined` if it has expired. */
async function findKinds(token: string | undefined): Promise<MethodKind[] | undefined> {
  const login = token && (await findPendingLogin(token, "cookie"));
  return login ? findMethodKinds(login) : undefined;
}
