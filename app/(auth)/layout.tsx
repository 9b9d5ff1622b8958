import type { ReactNode } from "react";
import { ImpersonationBanner } from "@/components/layout/impersonation-banner";
import { LegalLinks } from "@/components/layout/legal-links";
import { Wordmark } from "@/components/layout/wordmark";
import { Card } from "@/components/ui/card";

/** One card under the logo. It starts near the top: there it stays when a message or a phone's keyboard appears. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ImpersonationBanner />
      <div className="flex flex-1 flex-col items-center px-4 pt-6 pb-10 sm:pt-[6vh]">
        <header className="mb-5">
          <Wordmark />
        </header>
        <main className="w-full max-w-md">
          <Card className="px-5 py-6 sm:px-8 sm:py-7" padding="none">
            {children}
          </Card>
        </main>
        <LegalLinks />
      </div>
    </>
  );
}
