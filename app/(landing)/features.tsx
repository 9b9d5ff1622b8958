import type { ComponentType } from "react";
import { GlobeIcon, KeyIcon, LockIcon, MailIcon, ShieldCheckIcon, UsersIcon } from "@/components/ui/icons";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

type Feature = [icon: ComponentType<{ className?: string }>, title: string, text: string];

const FEATURES: Feature[] = [
  [
    MailIcon,
    "Verified email addresses",
    `Each account confirms its address with a link or a code that works once and expires after ${TOKEN_HOURS["verify-email"]} hours. Emails survive crashes and outages, and are not sent twice.`,
  ],
  [
    ShieldCheckIcon,
    "Security alerts",
    "People hear about new devices and changed passwords or addresses, see where they are logged in, and can secure their account with one link.",
  ],
  [
    KeyIcon,
    "Passkeys and second factors",
    "Log in with a passkey alone, or with a code from an authenticator app after the password. Recovery codes for lost phones.",
  ],
  [
    LockIcon,
    "Careful with passwords",
    "Peppered bcrypt hashes, a check against common passwords, and rate limits that hold while Redis is down.",
  ],
  [
    UsersIcon,
    "An admin area",
    "Search and filter accounts, see whether emails arrived, and reset, suspend or delete. The audit log names who did it.",
  ],
  [
    GlobeIcon,
    "Pages for everyone",
    "They work without JavaScript, by keyboard, on phones and in dark mode, and load nothing from third parties.",
  ],
];

export function Features() {
  return (
    <section aria-labelledby="features" className="border-y border-line bg-card">
      <div className="mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-20">
        <h2 id="features" className="text-display font-semibold text-balance">
          Everything around an account
        </h2>
        <ul className="mt-10 grid gap-x-10 gap-y-8 sm:gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
          {FEATURES.map(([Icon, title, text]) => (
            <li key={title} className="flex gap-4 sm:block">
              <span className="inline-flex size-10 shrink-0 items-center justify-center rounded-field bg-tint text-accent">
                <Icon className="size-5" />
              </span>
              <div>
                <h3 className="font-semibold sm:mt-4">{title}</h3>
                <p className="mt-1.5 text-sm leading-6 text-pretty text-muted">{text}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
