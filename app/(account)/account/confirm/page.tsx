import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { safeRedirectPath } from "@/lib/http/redirect-path";
import { requireEnrollingActor } from "@/lib/sessions/current-user";
import { hasRecentAuthentication } from "@/lib/sessions/reauthentication";
import { findMethodKinds } from "@/lib/two-factor/method-kinds";
import { ConfirmForm } from "./confirm-form";

export const metadata: Metadata = { title: "Confirm it's you" };

type ConfirmPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** Confirms the user's identity before a sensitive action, and returns them to it. */
export default async function ConfirmPage({ searchParams }: ConfirmPageProps) {
  const { next } = await searchParams;
  const path = typeof next === "string" ? next : "";
  const actor = await requireEnrollingActor(`/account/confirm?${new URLSearchParams({ next: path })}`);
  const isConfirmed = hasRecentAuthentication(actor);
  if (isConfirmed && path) redirect(safeRedirectPath(path, "/account"));
  const kinds = await findMethodKinds(actor);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/security"
      title="Confirm it's you"
      hidesRecoveryCodesBanner
      intro={
        isConfirmed
          ? undefined
          : "You're about to change something sensitive. We won't ask again for 10 minutes."
      }
    >
      {isConfirmed ? (
        <Alert tone="success">Confirmed. Go back to the other tab and submit the form again.</Alert>
      ) : (
        <Card className="max-w-md">
          <ConfirmForm
            next={path}
            email={actor.user.email}
            hasSecondFactor={actor.twoFactorSince !== null}
            hasPasskey={kinds.includes("passkey")}
            hasCode={kinds.some((kind) => kind !== "passkey")}
          />
        </Card>
      )}
    </AccountLayout>
  );
}
