import { brand } from "@/lib/config/brand";
import { viewer } from "@/lib/sessions/current-user";
import { ImpersonationTime } from "./impersonation-time";
import { StopImpersonation } from "./stop-impersonation";

/** Tells an admin on every page that they impersonate somebody, and lets them stop. */
export async function ImpersonationBanner() {
  const visitor = await viewer();
  if (visitor.state !== "logged_in" || !visitor.impersonation) return null;
  const { user, impersonation } = visitor;
  const seconds = Math.max(1, Math.ceil((impersonation.endsAt.getTime() - Date.now()) / 1000));
  return (
    <section
      aria-label="Impersonation"
      className="sticky top-0 z-20 border-b border-line-strong bg-warn-tint text-ink"
    >
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-4 px-4 py-2.5 sm:px-8">
        <ImpersonationTime
          username={user.username}
          serviceName={brand().name}
          userPath={`/admin/users/${user.id}`}
          seconds={seconds}
        >
          <StopImpersonation userId={user.id} label="Stop" />
        </ImpersonationTime>
      </div>
    </section>
  );
}
