import Form from "next/form";
import Link from "next/link";
import { FormPendingMark } from "@/components/layout/form-pending-mark";
import { Button, buttonStyle } from "@/components/ui/button";
import { SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { buildUsersQuery, type ListUsersQuery, ROLES } from "@/lib/admin/list-users-query";
import { FilterSelect } from "./filter-select";

/**
 * Search and filters as a GET form, so the URL can be shared and the form works without JavaScript. With it, a filter
 * applies when it is changed.
 */
export function UserFilters({ query, hasFilters }: { query: ListUsersQuery; hasFilters: boolean }) {
  const { sort, order } = query;
  return (
    <Form
      action="/admin/users"
      role="search"
      // The inputs are uncontrolled: a new key makes them show the values of the new URL after a navigation.
      key={buildUsersQuery({ q: query.q, role: query.role, verified: query.verified })}
      className="mb-5 grid grid-cols-2 gap-3 md:flex"
    >
      <div className="col-span-2 flex flex-1 gap-2">
        <Input
          type="search"
          name="q"
          defaultValue={query.q}
          placeholder="Search by username or email"
          aria-label="Search by username or email"
          className="min-w-0"
        />
        <Button type="submit" variant="secondary" className="max-sm:px-3.5">
          <SearchIcon className="size-4.5" />
          <span className="max-sm:sr-only">Search</span>
        </Button>
      </div>
      <FilterSelect name="role" label="Role" value={query.role}>
        <option value="">All roles</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {ROLE_NAMES[role]}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect name="verified" label="Verification status" value={query.verified}>
        <option value="">Any status</option>
        <option value="yes">Verified</option>
        <option value="no">Unverified</option>
      </FilterSelect>
      <input type="hidden" name="sort" value={sort} />
      <input type="hidden" name="order" value={order} />
      {hasFilters && (
        <Link
          href={`/admin/users${buildUsersQuery({ sort, order })}`}
          className={buttonStyle({ variant: "ghost", className: "max-md:col-span-2" })}
        >
          Clear
        </Link>
      )}
      <FormPendingMark />
    </Form>
  );
}

const ROLE_NAMES = { admin: "Admin", manager: "Manager", user: "User" } as const;
