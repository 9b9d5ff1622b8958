import type { Metadata } from "next";
import { AppHeader } from "@/components/layout/app-header";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";

export const metadata: Metadata = { title: NOT_FOUND_TITLE };

export default function NotFoundPage() {
  return (
    <>
      <AppHeader />
      <NotFoundContent />
    </>
  );
}
