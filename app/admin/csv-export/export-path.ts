import type { ExportedList } from "@/lib/admin/export-columns";

/** Where the list itself is. */
export const LIST_PATHS = { users: "/admin/users", events: "/admin/audit" } as const;

/** Returns the path of the page on which a list is exported. @param parameters the filters of the list, and its own */
export function exportPath(list: ExportedList, parameters: Record<string, string>): string {
  const search = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return `${LIST_PATHS[list]}/export${search.size > 0 ? `?${search}` : ""}`;
}
