import Form from "next/form";
import Link from "next/link";
import { FormPendingMark } from "@/components/layout/form-pending-mark";
import { PendingMark } from "@/components/layout/pending-mark";
import { Button, buttonStyle } from "@/components/ui/button";
import { SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import {
  buildUsersQuery,
  countFilters,
  defaultOrder,
  defaultSort,
  type ListUsersQuery,
} from "@/lib/admin/list-users-query";
import { ROLES } from "@/lib/schemas/admin-user";
import { FilterPanel } from "../filter-panel";
import { DateFilter } from "./date-filter";
import { FilterSelect } from "./filter-select";
import { LIST_ID } from "./list-focus";
import { ROLE_NAMES } from "./role-names";

/**
 * Search and filters as a GET form, so the URL can be shared and the form works without JavaScript. With it, a filter
 * applies when it is changed.
 */
export function UserFilters({ query }: { query: ListUsersQuery }) {
  const { sort, order, columns } = query;
  const count = countFilters(query);
  // Then a filter may bring its own.
  const isDefaultOrder = sort === defaultSort(query) && order === defaultOrder(sort);
  return (
    <Form action="/admin/users" role="search" className="mb-5 space-y-3">
      <div className="flex gap-2">
        <Input
          // The input is uncontrolled: a new key makes it show the value of the new URL after a navigation.
          key={query.q}
          type="search"
          name="q"
          defaultValue={query.q}
          placeholder="Search users"
          aria-label="Search by username, email, phone number or ID"
          className="min-w-0"
        />
        <Button
          type="submit"
          formAction={`/admin/users#${LIST_ID}`}
          variant="secondary"
          className="max-sm:px-3.5"
        >
          <SearchIcon className="size-4.5" />
          <span className="max-sm:sr-only">Search</span>
        </Button>
        {count > 0 && (
          <Link
            href={`/admin/users${buildUsersQuery({ sort, order, columns })}#${LIST_ID}`}
            className={buttonStyle({ variant: "ghost" })}
          >
            Clear
            <PendingMark />
          </Link>
        )}
      </div>
      <FilterPanel
        count={query.q ? count - 1 : count}
        className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
      >
        <FilterSelect name="role" label="Role" value={query.role}>
          <option value="">All roles</option>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_NAMES[role]}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect name="verified" label="Verification status" value={query.verified}>
          <option value="">Any verification</option>
          <option value="yes">Verified</option>
          <option value="no">Unverified</option>
        </FilterSelect>
        <FilterSelect name="two_factor" label="Two-factor authentication" value={query.two_factor}>
          <option value="">Any two-factor</option>
          <option value="on">Two-factor on</option>
          <option value="off">Two-factor off</option>
        </FilterSelect>
        <FilterSelect name="status" label="Account status" value={query.status}>
          <option value="">Any status</option>
          <option value="active">Active</option>
          <option value="suspended">Suspended</option>
          <option value="deletion">Deletion scheduled</option>
        </FilterSelect>
        <FilterSelect name="delivery" label="Email delivery" value={query.delivery}>
          <option value="">Any delivery</option>
          <option value="failed">With undelivered emails</option>
          <option value="bounced">With bounced emails</option>
          <option value="complained">With spam complaints</option>
        </FilterSelect>
        <FilterSelect name="last_login" label="Last login" value={query.last_login}>
          <option value="">Any login</option>
          <option value="never">Never logged in</option>
        </FilterSelect>
        <DateFilter name="created_from" label="Joined from" value={query.created_from} />
        <DateFilter name="created_to" label="Joined to" value={query.created_to} />
        <DateFilter name="last_login_from" label="Last login from" value={query.last_login_from} />
        <DateFilter name="last_login_to" label="Last login to" value={query.last_login_to} />
      </FilterPanel>
      {!isDefaultOrder && <input type="hidden" name="sort" value={sort} />}
      {!isDefaultOrder && <input type="hidden" name="order" value={order} />}
      {columns && <input type="hidden" name="columns" value={columns} />}
      <FormPendingMark />
    </Form>
  );
}
