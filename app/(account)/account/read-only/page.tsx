import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { StatusPage } from "@/components/layout/status-page";
import { StopImpersonation } from "@/components/layout/stop-impersonation";
import { buttonStyle } from "@/components/ui/button";
import { setPageStatus } from "@/lib/http/page-status";
import { viewer } from "@/lib/sessions/current-user";

export const metadata: Metadata = { title: "Changes are turned off", robots: { index: false } };

/** Where every page and form leads that is closed to an admin who impersonates somebody. */
export default async function ReadOnlyPage() {
  const visitor = await viewer();
  if (visitor.state !== "logged_in" || !visitor.impersonation) redirect("/account");
  await setPageStatus(403);
  return (
    <StatusPage
      label="403"
      title="Changes are turned off"
      actions={
        <>
          <StopImpersonation userId={visitor.user.id} label="Stop impersonation" />
          <a href="/account" className={buttonStyle({ variant: "secondary", size: "small" })}>
            Go to account
          </a>
        </>
      }
    >
      <p>
        Nothing was changed. You're impersonating {visitor.user.username}, and can see the account but not
        change it. The admin area is closed until you stop.
      </p>
    </StatusPage>
  );
}
