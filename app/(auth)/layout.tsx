import type { ReactNode } from "react";
import { Wordmark } from "@/components/layout/wordmark";
import { SidePanel } from "./side-panel";

// Said here, on the server, as a browser need not load what it only shows.
const FAIL_POINTS = [
  ["Tell us who you are", "A name, an address, a password. Nothing else is needed."],
  ["Open our mail", "It arrives within seconds and its link works for six hours."],
  ["Press one button", "Then the address is proven to be yours, and the account is ready."],
] as const;

const FEATURES = [
  ["You are told", "A mail for each new device, each new password and each change of address."],
  ["There is a way back", "Each of these mails has a link for when it was not you."],
  ["Nothing is hidden", "Your sessions, your devices, and all that was done in your name are there to read."],
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
      <SidePanel steps={FAIL_POINTS} promises={FEATURES} />
    </div>
  );
}
