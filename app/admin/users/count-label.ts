import type { UserList } from "@/lib/admin/list-users";

const ESTIMATE = new Intl.NumberFormat("en", {
  notation: "compact",
  compactDisplay: "long",
  maximumSignificantDigits: 2,
});

/** Tells how many there are: exactly, or "About 1.2 million users". */
export function countLabel(
  { total, isTotalExact }: Pick<UserList, "total" | "isTotalExact">,
  noun: "user" | "result",
): string {
  const count = isTotalExact ? total.toLocaleString("en") : `About ${ESTIMATE.format(total)}`;
  return `${count} ${noun}${total === 1 ? "" : "s"}`;
}
