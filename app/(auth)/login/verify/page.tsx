import type { Metadata } from "next";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { ShieldCheckIcon } from "@/components/ui/icons";
import { readPendingLogin } from "@/lib/http/cookies";
import { findPendingLogin } from "@/lib/login/pending-login";
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
  const token = await readPendingLogin();
  const login = token && (await findPendingLogin(token, "cookie"));
  if (!login) return <ExpiredLogin />;
  const kinds = await findMethodKinds(login);
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
