import Link from "next/link";
import { Checkbox } from "@/components/forms/checkbox";
import { PendingMark } from "@/components/layout/pending-mark";
import { Button, buttonStyle } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { ListUsersQuery } from "@/lib/admin/list-users-query";
import { isAllowed, type Person } from "@/lib/admin/permissions";
import { BULK_ACTIONS } from "@/lib/schemas/admin-user";
import { BULK_ACTION_TEXTS } from "./bulk-actions";

/** The form that the checkboxes of the rows belong to. */
export const BULK_FORM = "bulk-form";

type BulkBarProps = { query: ListUsersQuery; actor: Person; countLabel: string };

/** Leads to an action on the chosen users, or on all that match. A GET form: the next page asks before anything happens. */
export function BulkBar({ query, actor, countLabel }: BulkBarProps) {
  const { sort: _sort, order: _order, after: _after, before: _before, ...filters } = query;
  return (
    <form
      id={BULK_FORM}
      action="/admin/users/bulk"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2"
      aria-label="Act on several users"
    >
      {Object.entries(filters).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Select name="do" aria-label="Action on several users" required defaultValue="">
        <option value="" disabled>
          Choose an action
        </option>
        {BULK_ACTIONS.filter((action) => isAllowed(actor.role, action)).map((action) => (
          <option key={action} value={action}>
            {BULK_ACTION_TEXTS[action].name}
          </option>
        ))}
      </Select>
      <Checkbox name="all" value="1">
        All {countLabel}
      </Checkbox>
      <Button type="submit" variant="secondary" size="small">
        Continue
      </Button>
      <Link href="/admin/users/bulk" className={buttonStyle({ variant: "ghost", size: "small" })}>
        Recent bulk actions
        <PendingMark />
      </Link>
    </form>
  );
}
