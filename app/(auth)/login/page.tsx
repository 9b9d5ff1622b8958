import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { LoginForm } from "./login-form";

export const metadata: Metadata = { title: "Log in" };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next } = await searchParams;
  return (
    <>
      <PageHeading title="Log in">
        New here? <TextLink href="/register">Create an account</TextLink>
      </PageHeading>
      <LoginForm next={typeof next === "string" ? next : ""} />
    </>
  );
}
