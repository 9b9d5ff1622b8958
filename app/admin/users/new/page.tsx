import type { Metadata } from "next";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { confirmPath } from "@/lib/sessions/confirm-page";
import { needsConfirmation, needsPassword } from "@/lib/sessions/reauthentication";
import { BackLink } from "../back-link";
import { InviteForm } from "./invite-form";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await isStaff("create_user")) ? "Invite user" : NOT_FOUND_TITLE;
  return { title, robots: { index: false } };
}

/** Creates a user, who sets their password with the link in an email. */
export default async function InviteUserPage() {
  const actor = await findStaff("create_user");
  if (!actor) return <NotFoundContent />;
  return (
    <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 sm:px-8 sm:py-10">
      <BackLink href="/admin/users">Users</BackLink>
      <PageHeading title="Invite user">The user gets an email with a link to choose a password.</PageHeading>
      {needsConfirmation(actor) ? (
        <Alert tone="info">
          <TextLink href={confirmPath("/admin/users/new")}>Confirm it's you</TextLink> to invite a user.
        </Alert>
      ) : (
        <InviteForm needsPassword={needsPassword(actor)} />
      )}
    </main>
  );
}
