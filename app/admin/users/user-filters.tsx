import Form from "next/form";
import Link from "next/link";
import { Button, buttonStyle } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { buildUsersQuery, type ListUsersQuery, ROLES } from "@/lib/admin/list-users-query";

/** Search and filters as a GET form, so the URL can be shared and the form works without JavaScript. */
export function UserFilters({ query, hasFilters }: { query: ListUsersQuery; hasFilters: boolean }) {
  const { sort, order } = query;
  return (
    <Form
      action="/admin/users"
      // The inputs are uncontrolled: a new key makes them show the values of the new URL after a navigation.
      key={buildUsersQuery({ q: query.q, role: query.role, verified: query.verified })}
      className="mb-6 grid grid-cols-2 gap-3 sm:grid-cols-[1fr_auto_auto_auto]"
    >
      <Input
        type="search"
        name="q"
        defaultValue={query.q}
        placeholder="Search by username or email"
        aria-label="Search by username or email"
        className="col-span-2 sm:col-span-1"
      />
      <Select name="role" aria-label="Role" defaultValue={query.role ?? ""}>
        <option value="">All roles</option>
        {ROLES.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </Select>
      <Select name="verified" aria-label="Verification status" defaultValue={query.verified ?? ""}>
        <option value="">Any status</option>
        <option value="yes">Verified</option>
        <option value="no">Unverified</option>
      </Select>
      <input type="hidden" name="sort" value={sort} />
      <input type="hidden" name="order" value={order} />
      <div className="col-span-2 flex gap-2 sm:col-span-1">
        <Button type="submit" className="flex-1">
          Search
        </Button>
        {hasFilters && (
          <Link
            href={`/admin/users${buildUsersQuery({ sort, order })}`}
            className={buttonStyle({ variant: "ghost" })}
          >
            Clear
          </Link>
        )}
      </div>
    </Form>
  );
}
