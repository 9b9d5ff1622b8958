import type { Metadata } from "next";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { buildEventsQuery, eventFiltersOf, parseListEventsQuery } from "@/lib/admin/list-events-query";
import { ExportForm } from "../../csv-export/export-form";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await isStaff("export_events")) ? "Export audit log" : NOT_FOUND_TITLE,
    robots: { index: false },
  };
}

type ExportPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ExportEventsPage({ searchParams }: ExportPageProps) {
  const actor = await findStaff("export_events");
  if (!actor) return <NotFoundContent />;
  const parameters = await searchParams;
  const search = buildEventsQuery(eventFiltersOf(parseListEventsQuery(parameters)));
  return (
    <ExportForm
      list="events"
      title="Export audit log"
      search={search}
      actor={actor}
      parameters={parameters}
    />
  );
}
