import { cx } from "class-variance-authority";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { CheckIcon, DesktopIcon, EyeIcon, MailIcon } from "@/components/ui/icons";
import { brand } from "@/lib/config/brand";
import { env } from "@/lib/config/env";

/** A picture of the product, drawn with its own components. Nothing in it can be used. */
export function ProductPicture() {
  return (
    <div
      role="img"
      aria-label="The page to create an account, a verified email address, and an alert about a new login."
      className="relative select-none"
    >
      <div className="rounded-card border border-line bg-card shadow-overlay">
        <BrowserBar />
        <div className="px-6 pt-6 pb-7 sm:px-9 sm:pt-8 sm:pb-9">
          <p className="text-title font-semibold">Create account</p>
          <p className="mt-1 text-sm text-muted">for {brand().name}</p>
          <div className="mt-5 grid gap-4">
            <Field label="Email">maria@example.com</Field>
            <Field label="Username" sign={<CheckIcon className="size-4 text-success" />}>
              maria
            </Field>
            <Field label="Password" sign={<EyeIcon className="size-4 text-muted" />}>
              <span className="tracking-[0.15em]">••••••••••••••</span>
            </Field>
          </div>
          <Strength />
          <span className={buttonStyle({ wide: true, className: "mt-5" })}>Create account</span>
        </div>
      </div>
      <VerifiedCard />
      <AlertCard />
    </div>
  );
}

function BrowserBar() {
  return (
    <div className="flex items-center gap-1.5 rounded-t-card border-b border-line bg-sunken px-4 py-2.5">
      {["red", "amber", "green"].map((dot) => (
        <span key={dot} className="size-2.5 rounded-full bg-line-strong" />
      ))}
      <span className="ml-3 truncate rounded-item bg-card px-3 py-1 text-xs text-muted">
        {new URL(env().APP_URL).host}/register
      </span>
    </div>
  );
}

function Field({ label, sign, children }: { label: string; sign?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <p className="text-sm font-semibold">{label}</p>
      <div className="mt-1.5 flex h-11 items-center justify-between rounded-field border border-field bg-card px-3.5">
        <span>{children}</span>
        {sign}
      </div>
    </div>
  );
}

function Strength() {
  return (
    <div className="mt-2.5 flex items-center gap-1.5">
      {["a", "b", "c", "d"].map((part) => (
        <span key={part} className="h-1 flex-1 rounded-full bg-success" />
      ))}
      <span className="ml-1.5 text-xs font-semibold text-success">Strong</span>
    </div>
  );
}

const floating = "rounded-card border border-line bg-card shadow-overlay";

function VerifiedCard() {
  return (
    <div
      className={cx(
        floating,
        "absolute top-19 -right-3 hidden items-center gap-3 px-4 py-3 sm:flex lg:-right-8",
      )}
    >
      <MailIcon className="size-5 text-accent" />
      <span className="text-sm font-semibold">maria@example.com</span>
      <Badge tone="success">Verified</Badge>
    </div>
  );
}

function AlertCard() {
  return (
    <div className={cx(floating, "relative -mt-5 ml-auto w-[min(20rem,92%)] p-4 lg:-mr-8 lg:-mt-8")}>
      <div className="flex gap-3">
        <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-warn-tint text-warn">
          <DesktopIcon className="size-4.5" />
        </span>
        <div className="min-w-0 text-sm leading-6">
          <p className="font-semibold">New login to your account</p>
          <p className="text-muted">Chrome on Windows, 2 minutes ago</p>
          <p className="mt-1 font-semibold text-danger">Wasn't you? Secure your account</p>
        </div>
      </div>
    </div>
  );
}
