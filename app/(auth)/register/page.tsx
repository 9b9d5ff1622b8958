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
        Already have an account? <TextLink href="/login">Log in</TextLink>
      </PageHeading>
      {/* Created on the server so that a form submitted twice without JavaScript registers one account. */}
      <RegisterForm idempotencyKey={randomUUID()} />
    </>
  );
}
