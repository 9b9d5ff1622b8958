import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { pictureHashOf } from "@/lib/account/picture";
import type { SafeUser } from "@/lib/database/safe-user";
import { logoutAction } from "./logout-action";
import { Wordmark } from "./wordmark";

/** The header of every page for logged-in users. */
export async function AppHeader({ user }: { user: SafeUser }) {
  const pictureHash = await pictureHashOf(user.id);
  const links = [
    ...(user.role === "admin" ? [{ href: "/admin/users", name: "Users" }] : []),
    { href: "/account", name: "Account" },
  ];
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex max-w-6xl items-center gap-x-3 px-4 sm:gap-x-6 py-3.5 sm:px-8">
        <Wordmark isCompact />
        <nav aria-label="Main" className="flex gap-1">
          {links.map(({ href, name }) => (
            <Link
              key={href}
              href={href}
              className="rounded-field px-3 py-1.5 text-sm font-semibold text-muted hover:bg-sunken hover:text-ink"
            >
              {name}
            </Link>
          ))}
        </nav>
        <form action={logoutAction} className="ml-auto flex items-center gap-3">
          <Avatar userId={user.id} username={user.username} pictureHash={pictureHash} />
          <Button type="submit" variant="secondary" size="small">
            Log out
          </Button>
        </form>
      </div>
    </header>
  );
}
