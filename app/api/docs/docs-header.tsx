import Link from "next/link";
import { AppHeader } from "@/components/layout/app-header";
import { Wordmark } from "@/components/layout/wordmark";
import { buttonStyle } from "@/components/ui/button";
import { currentUser } from "@/lib/sessions/current-user";

/** The header of the app for a logged-in user. Everyone else gets the links that lead there. */
export async function DocsHeader() {
  // The reference can be read during an outage of the database, too.
  const user = await currentUser().catch(() => undefined);
  if (user) return <AppHeader user={user} />;
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex max-w-6xl items-center gap-2 px-4 py-3.5 sm:px-8">
        <Wordmark isCompact />
        <Link
          href="/login"
          className={buttonStyle({ variant: "ghost", size: "small", className: "ml-auto" })}
        >
          Log in
        </Link>
        <Link href="/register" className={buttonStyle({ variant: "secondary", size: "small" })}>
          Create account
        </Link>
      </div>
    </header>
  );
}
