import type { ReactNode } from "react";
import { Loading, Skeleton, SkeletonText } from "@/components/ui/skeleton";
import type { SafeUser } from "@/lib/database/safe-user";
import { viewer } from "@/lib/sessions/current-user";
import { AccountBanners } from "./account-banners";
import { AccountNavigation, type AccountPath } from "./account-navigation";
import { PageHeading } from "./page-heading";

type AccountLayoutProps = {
  user: SafeUser;
  /** The path of the current page. */
  path: AccountPath;
  title: string;
  intro?: ReactNode;
  /** Leaves out the warning about recovery codes, on their own page and where something else has to be done first. */
  hidesRecoveryCodesBanner?: boolean;
  children: ReactNode;
};

/** The layout of every account page: the navigation between account pages, and the page's heading. */
export async function AccountLayout({
  user,
  path,
  title,
  intro,
  hidesRecoveryCodesBanner = false,
  children,
}: AccountLayoutProps) {
  const visitor = await viewer();
  const isImpersonated = visitor.state === "logged_in" && visitor.impersonation !== undefined;
  return (
    <div className="mx-auto grid w-full max-w-6xl flex-1 content-start gap-x-12 gap-y-8 px-4 pb-16 sm:px-8 md:grid-cols-[13rem_1fr] md:pt-12">
      <AccountNavigation path={path} />
      <div className="relative min-w-0 max-w-2xl">
        <main className="page-content">
          <Changeable isImpersonated={isImpersonated}>
            <AccountBanners userId={user.id} hidesRecoveryCodes={hidesRecoveryCodesBanner} />
            <PageHeading title={title}>{intro}</PageHeading>
            {children}
          </Changeable>
        </main>
        <PageShapes />
      </div>
    </div>
  );
}

/**
 * Turns off what could be changed during an impersonation. The server refuses it too, but no longer once it has ended: a
 * page that is still open would then send what it shows of the user to the admin's own account.
 */
function Changeable({ isImpersonated, children }: { isImpersonated: boolean; children: ReactNode }) {
  if (!isImpersonated) return children;
  return (
    <fieldset disabled aria-label="Changes are turned off" className="contents">
      {children}
    </fieldset>
  );
}

function PageShapes() {
  return (
    <Loading className="page-shapes">
      <Skeleton className="h-9 w-44" />
      <Skeleton className="mt-4 h-5 w-80 max-w-full" />
      <div className="mt-8 rounded-card border border-line bg-card p-6 shadow-card">
        <Skeleton className="mb-5 h-6 w-36" />
        <SkeletonText lines={4} />
      </div>
    </Loading>
  );
}
