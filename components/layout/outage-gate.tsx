import type { Metadata } from "next";
import type { ReactNode } from "react";
import { brand } from "@/lib/config/brand";
import { setPageStatus } from "@/lib/http/page-status";
import { UNAVAILABLE_RETRY_SECONDS } from "@/lib/result";
import { viewer } from "@/lib/sessions/current-user";
import { UNAVAILABLE_TITLE, UnavailablePage } from "./unavailable";

/**
 * Shows its pages, or says that the service is unavailable while the database can't tell who is logged in. A page that
 * throws would be empty without JavaScript. For the layouts of pages that require a login.
 */
export async function OutageGate({ children }: { children: ReactNode }) {
  if ((await viewer()).state !== "unavailable") return children;
  await setPageStatus(503, UNAVAILABLE_RETRY_SECONDS);
  return <UnavailablePage />;
}

/** Returns the metadata of a layout with an {@link OutageGate}: during an outage, the title of each of its pages. */
export async function outageMetadata(): Promise<Metadata> {
  if ((await viewer()).state !== "unavailable") return {};
  const title = `${UNAVAILABLE_TITLE} - ${brand().name}`;
  // A template without a placeholder also replaces the titles of the pages.
  return { title: { default: title, template: title } };
}
