import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { redirectLoggedIn } from "@/lib/sessions/redirect-logged-in";
import { RegisterForm } from "./register-form";

export const metadata: Metadata = { title: "Create account" };

export default async function RegisterPage() {
  await redirectLoggedIn();
  return (
    <>
      <CardHeading title="Create your account" />
      {/* Created on the server so that a form submitted twice without JavaScript registers one account. */}
      <RegisterForm idempotencyKey={randomUUID()} />
      <CardFooter>
        Already have an account? <TextLink href="/login">Log in</TextLink>
      </CardFooter>
    </>
  );
}
