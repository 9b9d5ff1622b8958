import type { ReactNode } from "react";
import { Wordmark } from "@/components/layout/wordmark";
import { Card } from "@/components/ui/card";

/** One card in the middle, under the logo. On phones it starts at the top, so that a keyboard leaves room for it. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center px-4 pt-6 pb-10 sm:justify-center sm:py-6">
      <header className="mb-5">
        <Wordmark />
      </header>
      <main className="w-full max-w-md">
        <Card className="px-5 py-6 sm:px-8 sm:py-7" padding="none">
          {children}
        </Card>
      </main>
    </div>
  );
}
