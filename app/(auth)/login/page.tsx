import type { Metadata } from "next";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { redirectLoggedIn } from "@/lib/sessions/redirect-logged-in";
import { LoginForm } from "./login-form";

export const metadata: Metadata = { title: "Log in" };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next } = await searchParams;
  await redirectLoggedIn(next);
  return (
    <>
      <CardHeading title="Log in" />
      <LoginForm next={typeof next === "string" ? next : ""} />
      <CardFooter>
        New here? <TextLink href="/register">Create an account</TextLink>
      </CardFooter>
    </>
  );
}
