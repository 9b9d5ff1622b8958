import type { ReactNode } from "react";
import { Wordmark } from "@/components/layout/wordmark";

const STEPS = [
  ["Tell us who you are", "A name, an address, a password. Nothing else is needed."],
  ["Open our mail", "It arrives within seconds and its link works for six hours."],
  ["Press one button", "Then the address is proven to be yours, and the account is ready."],
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
      <aside className="hidden flex-col justify-center bg-tint px-12 lg:flex">
        <p className="text-title font-semibold text-balance">An account that is really yours.</p>
        <ol className="mt-10 space-y-8">
          {STEPS.map(([title, text], index) => (
            <li key={title} className="flex gap-4">
              <span
                aria-hidden="true"
                className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent text-sm font-semibold text-on-accent"
              >
                {index + 1}
              </span>
              <div>
                <p className="font-semibold">{title}</p>
                <p className="mt-1 text-sm leading-6 text-muted">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </aside>
    </div>
  );
}
