import type { Metadata } from "next";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { readPendingEmail } from "@/lib/http/cookies";
import { redirectLoggedIn } from "@/lib/sessions/redirect-logged-in";
import { LoginForm } from "./login-form";
import { PasskeyLogin } from "./passkey-login";

export const metadata: Metadata = { title: "Log in" };

type LoginPageProps = {
  searchParams: Promise<{
    next?: string | string[];
    /** Set by the page that says that an email is verified: the address is known then. */
    verified?: string | string[];
  }>;
};

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next, verified } = await searchParams;
  await redirectLoggedIn(next);
  const path = typeof next === "string" ? next : "";
  const email = verified ? await readPendingEmail() : undefined;
  return (
    <>
      <CardHeading title="Log in" />
      <LoginForm next={path} email={email ?? ""} />
      <PasskeyLogin next={path} />
      <CardFooter>
        New here? <TextLink href="/register">Create an account</TextLink>
      </CardFooter>
    </>
  );
}
