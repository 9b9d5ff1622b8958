import type { Metadata } from "next";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { Alert } from "@/components/ui/alert";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { listUsers } from "@/lib/admin/list-users";
import { buildUsersQuery, parseListUsersQuery } from "@/lib/admin/list-users-query";
import { isAllowed } from "@/lib/admin/permissions";
import { BULK_ACTIONS } from "@/lib/schemas/admin-user";
import { isUuid } from "@/lib/schemas/uuid";
import { requireConfirmedIdentity } from "@/lib/sessions/confirm-page";
import { needsPassword } from "@/lib/sessions/reauthentication";
import { BackLink } from "../back-link";
import { BULK_ACTION_TEXTS } from "../bulk-actions";
import { countLabel } from "../count-label";
import { BulkForm } from "./bulk-form";
import { JobList } from "./job-list";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await isStaff("run_bulk_job")) ? "Bulk actions" : NOT_FOUND_TITLE;
  return { title, robots: { index: false } };
}

type BulkPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * Asks before an action on many users. Nothing happens until the form is submitted. Without an action, the page lists those
 * of the last weeks.
 */
export default async function BulkPage({ searchParams }: BulkPageProps) {
  const actor = await findStaff("run_bulk_job");
  if (!actor) return <NotFoundContent />;
  const parameters = await searchParams;
  if (parameters.do === undefined) return <JobList />;
  const action = BULK_ACTIONS.find((name) => name === parameters.do);
  if (!action || !isAllowed(actor.user.role, action)) return <NotFoundContent />;
  const {
    sort: _sort,
    order: _order,
    after: _after,
    before: _before,
    ...filters
  } = parseListUsersQuery(parameters);
  const isAll = parameters.all === "1";
  const ids = [parameters.id ?? []].flat().filter(isUuid);
  const list = isAll ? await listUsers({ ...filters, sort: "joined", order: "desc" }) : undefined;
  const count = list ? countLabel(list, "user") : ids.length === 1 ? "1 user" : `${ids.length} users`;
  const { name, description, isDangerous = false } = BULK_ACTION_TEXTS[action];
  const isEmpty = list ? list.total === 0 : ids.length === 0;
  if (!isEmpty) {
    const search = new URLSearchParams(buildUsersQuery(filters));
    search.set("do", action);
    if (isAll) search.set("all", "1");
    for (const id of ids) search.append("id", id);
    await requireConfirmedIdentity(actor, `/admin/users/bulk?${search}`);
  }
  return (
    <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 sm:px-8 sm:py-10">
      <BackLink href={`/admin/users${buildUsersQuery(filters)}`}>Users</BackLink>
      <PageHeading title={name}>
        {isEmpty ? "No users chosen" : `${count} chosen`}. {description}
      </PageHeading>
      {isEmpty && (
        <Alert tone="info">
          Select users with the checkboxes in the list, or all users that match the filters.
        </Alert>
      )}
      {!isEmpty && (
        <BulkForm
          action={action}
          ids={isAll ? [] : ids}
          filters={isAll ? buildUsersQuery(filters).slice(1) : undefined}
          confirm={name}
          isDangerous={isDangerous}
          needsPassword={needsPassword(actor)}
        />
      )}
    </main>
  );
}
