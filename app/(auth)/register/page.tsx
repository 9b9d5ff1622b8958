import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { RegisterForm } from "./register-form";

export const metadata: Metadata = { title: "Create account" };

export default function RegisterPage() {
  return (
    <>
      <PageHeading title="Create your account">
        Already have one? <TextLink href="/login">Log in</TextLink>
      </PageHeading>
      {/* Made here, so that a form that is sent twice without JavaScript is one registration. */}
      <RegisterForm idempotencyKey={randomUUID()} />
    </>
  );
}
