import { Avatar } from "@/components/ui/avatar";
import { ChevronDownIcon, CodeIcon, LogOutIcon, UserIcon, UsersIcon } from "@/components/ui/icons";
import { Menu, MenuButton, MenuSeparator } from "@/components/ui/menu";
import { pictureHashOf } from "@/lib/account/picture";
import { isAllowed } from "@/lib/admin/permissions";
import type { SafeUser } from "@/lib/database/safe-user";
import { logoutAction } from "./logout-action";
import { NavigationMenuLink } from "./navigation-menu-link";
import { ThemeForm } from "./theme-form";

/** The menu under the avatar of the logged-in user. */
export async function AccountMenu({ user }: { user: SafeUser }) {
  const { id, username, email, role } = user;
  const pictureHash = await pictureHashOf(id);
  return (
    <Menu
      label="Account menu"
      className="w-64"
      triggerClassName="flex items-center gap-1 rounded-full p-1 pr-2 transition-colors duration-fast hover:bg-sunken"
      trigger={
        <>
          <Avatar userId={id} username={username} pictureHash={pictureHash} />
          <ChevronDownIcon className="size-4 text-muted transition-transform duration-fast group-open/menu:rotate-180" />
        </>
      }
    >
      <div className="flex items-center gap-3 px-2.5 py-2">
        <Avatar userId={id} username={username} pictureHash={pictureHash} size={40} />
        <div className="min-w-0 text-sm leading-5">
          <p className="truncate font-semibold">{username}</p>
          <p className="truncate text-muted" title={email}>
            {email}
          </p>
        </div>
      </div>
      <MenuSeparator />
      <nav aria-label="Main">
        <NavigationMenuLink href="/account" isPrefix>
          <UserIcon className="size-4.5" />
          Account
        </NavigationMenuLink>
        {isAllowed(role, "read_overview") && (
          <NavigationMenuLink href="/admin" isPrefix>
            <UsersIcon className="size-4.5" />
            Admin
          </NavigationMenuLink>
        )}
        <NavigationMenuLink href="/api/docs">
          <CodeIcon className="size-4.5" />
          API reference
        </NavigationMenuLink>
      </nav>
      <MenuSeparator />
      <ThemeForm className="px-2.5 py-1.5" />
      <MenuSeparator />
      <form action={logoutAction}>
        <MenuButton>
          <LogOutIcon className="size-4.5" />
          Log out
        </MenuButton>
      </form>
    </Menu>
  );
}
