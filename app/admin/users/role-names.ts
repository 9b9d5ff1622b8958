import type { Role } from "@/lib/generated/prisma/client";

/** How the roles are called on pages. */
export const ROLE_NAMES: Record<Role, string> = { admin: "Admin", manager: "Manager", user: "User" };
