import type { ReactNode } from "react";
import { Wordmark } from "@/components/layout/wordmark";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";
import { SidePanel } from "./side-panel";

// Defined in this server component so that the texts stay out of the client bundle.
const STEPS = [
  ["Enter your details", "Your email, a username and a password."],
  ["Check your email", `We'll send you a link. It expires in ${TOKEN_HOURS["verify-email"]} hours.`],
  ["Verify your email address", "Open the link, click Verify email, and your account is ready."],
] as const;

const FEATURES = [
  ["Security alerts", "We email you about new devices, password changes and email changes."],
  ["Account recovery", "Each alert has a link to secure your account if it wasn't you."],
  ["Full visibility", "See every session, device and action on your account."],
] as const;

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid flex-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="flex flex-col px-4 py-6 sm:px-10">
        <header>
          <Wordmark />
        </header>
        <main className="mx-auto flex w-full max-w-md flex-1 flex-col py-10 sm:justify-center sm:py-12">
          {children}
        </main>
      </div>
      <SidePanel steps={STEPS} features={FEATURES} />
    </div>
  );
}
