import type { Metadata } from "next";
import Link from "next/link";
import { AdminNavigation } from "@/components/layout/admin-navigation";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { PendingMark } from "@/components/layout/pending-mark";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ActivityIcon, DownloadIcon } from "@/components/ui/icons";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { type EventList, listEvents } from "@/lib/admin/list-events";
import {
  buildEventsQuery,
  countEventFilters,
  eventFiltersOf,
  type ListEventsQuery,
  parseListEventsQuery,
} from "@/lib/admin/list-events-query";
import { EventFilters } from "./event-filters";
import { EventTable } from "./event-table";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await isStaff("list_events")) ? "Audit log" : NOT_FOUND_TITLE, robots: { index: false } };
}

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const actor = await findStaff("list_events");
  if (!actor) return <NotFoundContent />;
  const query = parseListEventsQuery(await searchParams);
  const list = await listEvents(query);
  return (
    <>
      <AdminNavigation role={actor.user.role} path="/admin/audit" />
      <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-10 sm:px-8 sm:py-12">
        <div className="flex flex-wrap items-start justify-between gap-x-6 max-sm:mb-5">
          <PageHeading title="Audit log">Who did what to whom, from where, and when.</PageHeading>
          <a
            href={`/admin/audit/export${buildEventsQuery(eventFiltersOf(query))}`}
            className={buttonStyle({ variant: "secondary", size: "small" })}
          >
            <DownloadIcon className="size-4" /> Export CSV
          </a>
        </div>
        <EventFilters query={query} />
        {list.events.length > 0 ? (
          <EventTable events={list.events} />
        ) : (
          <EmptyState icon={<ActivityIcon />} title="No events found">
            {countEventFilters(query) > 0
              ? "Try a different search or clear the filters."
              : "Events will appear here."}
          </EmptyState>
        )}
        <Pagination list={list} query={query} />
      </main>
    </>
  );
}

function Pagination({ list: { next, previous }, query }: { list: EventList; query: ListEventsQuery }) {
  if (!next && !previous) return null;
  const filters = eventFiltersOf(query);
  const style = buttonStyle({ variant: "secondary", size: "small" });
  return (
    <nav aria-label="Pagination" className="mt-6 flex items-center justify-between gap-3">
      {previous ? (
        <Link className={style} href={`/admin/audit${buildEventsQuery({ ...filters, before: previous })}`}>
          Newer
          <PendingMark />
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link className={style} href={`/admin/audit${buildEventsQuery({ ...filters, after: next })}`}>
          Older
          <PendingMark />
        </Link>
      )}
    </nav>
  );
}
