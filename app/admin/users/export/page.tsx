import type { Metadata } from "next";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { buildUsersQuery, parseListUsersQuery } from "@/lib/admin/list-users-query";
import { ExportForm } from "../../csv-export/export-form";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await isStaff("export_users")) ? "Export users" : NOT_FOUND_TITLE,
    robots: { index: false },
  };
}

type ExportPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ExportUsersPage({ searchParams }: ExportPageProps) {
  const actor = await findStaff("export_users");
  if (!actor) return <NotFoundContent />;
  const parameters = await searchParams;
  const search = buildUsersQuery({
    ...parseListUsersQuery(parameters),
    after: undefined,
    before: undefined,
  });
  return (
    <ExportForm list="users" title="Export users" search={search} actor={actor} parameters={parameters} />
  );
}
