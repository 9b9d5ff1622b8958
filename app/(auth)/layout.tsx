import type { ReactNode } from "react";
import { Wordmark } from "@/components/layout/wordmark";
import { SidePanel } from "./side-panel";

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
      <SidePanel />
    </div>
  );
}
