import type { ReactNode } from "react";
import { RememberTimeZone } from "@/components/layout/remember-time-zone";

/** What all account pages have besides their content. It guards nothing: each page checks who is logged in. */
export default function AccountRootLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <RememberTimeZone />
    </>
  );
}
