import { buttonStyle } from "@/components/ui/button";
import { viewer } from "@/lib/sessions/current-user";
import { AccountMenu } from "./account-menu";
import { HeaderBar } from "./header-bar";
import { ImpersonationBanner } from "./impersonation-banner";
import { NavigationProgress } from "./navigation-progress";
import { Wordmark } from "./wordmark";

/**
 * The header of every page outside registration and login: the account menu, or how to get an account. While the
 * database can't tell who is logged in, it shows neither.
 */
export async function AppHeader() {
  const visitor = await viewer();
  return (
    <>
      <ImpersonationBanner />
      <HeaderBar>
        <Wordmark isCompact={visitor.state === "logged_out"} />
        {visitor.state === "logged_in" && <AccountMenu user={visitor.user} />}
        {visitor.state === "logged_out" && <LoggedOutLinks />}
        <NavigationProgress />
      </HeaderBar>
    </>
  );
}

function LoggedOutLinks() {
  return (
    <nav aria-label="Main" className="flex gap-2">
      <a href="/login" className={buttonStyle({ variant: "ghost", size: "small" })}>
        Log in
      </a>
      <a href="/register" className={buttonStyle({ size: "small" })}>
        Create account
      </a>
    </nav>
  );
}
