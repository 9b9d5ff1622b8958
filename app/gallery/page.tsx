import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { Wordmark } from "@/components/layout/wordmark";
import { RelativeTimes } from "@/components/ui/relative-time";
import { ActionSpecimens } from "./action-specimens";
import { ChartSpecimens } from "./chart-specimens";
import { ContentSpecimens } from "./content-specimens";
import { FormSpecimens } from "./form-specimens";
import { requireGallery } from "./require-gallery";
import { TokenSpecimens } from "./token-specimens";

export const metadata: Metadata = { title: "Gallery", robots: { index: false } };

/** Every component in every state, for development and the accessibility test. */
export default function GalleryPage() {
  requireGallery();
  return (
    <>
      <header className="border-b border-line bg-card">
        <div className="mx-auto w-full max-w-4xl px-4 py-3.5 sm:px-8">
          <Wordmark />
        </div>
      </header>
      <main className="mx-auto w-full max-w-4xl px-4 py-10 sm:px-8">
        <PageHeading title="Gallery">Every component in every state.</PageHeading>
        <TokenSpecimens />
        <ActionSpecimens />
        <FormSpecimens />
        <ChartSpecimens />
        <RelativeTimes renderedAt={Date.now()}>
          <ContentSpecimens />
        </RelativeTimes>
      </main>
    </>
  );
}
