import { brand } from "@/lib/config/brand";
import { viewer } from "@/lib/sessions/current-user";
import { StopImpersonation } from "./stop-impersonation";

const MINUTE_MS = 60 * 1000;

/** Tells an admin on every page that they impersonate somebody, and lets them stop. */
export async function ImpersonationBanner() {
  const visitor = await viewer();
  if (visitor.state !== "logged_in" || !visitor.impersonation) return null;
  const { user, impersonation } = visitor;
  const minutes = Math.max(1, Math.ceil((impersonation.endsAt.getTime() - Date.now()) / MINUTE_MS));
  return (
    <section
      aria-label="Impersonation"
      className="sticky top-0 z-20 border-b border-line-strong bg-warn-tint text-ink"
    >
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-4 px-4 py-2.5 sm:px-8">
        <p className="min-w-0 text-sm leading-5 wrap-anywhere">
          You're viewing {brand().name} as <strong>{user.username}</strong>. Changes are turned off. Ends in{" "}
          {minutes} {minutes === 1 ? "minute" : "minutes"}.
        </p>
        <StopImpersonation userId={user.id} label="Stop" />
      </div>
    </section>
  );
}
