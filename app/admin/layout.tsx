import type { ReactNode } from "react";
import { AppHeader } from "@/components/layout/app-header";
import { OutageGate, outageMetadata } from "@/components/layout/outage-gate";
import { RelativeTimes } from "@/components/ui/relative-time";

export const generateMetadata = outageMetadata;

/** The header, which stays if a page fails. It protects nothing: each page checks who is logged in. */
export default function AdminGroupLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AppHeader />
      <RelativeTimes renderedAt={Date.now()}>
        <OutageGate>{children}</OutageGate>
      </RelativeTimes>
    </>
  );
}
