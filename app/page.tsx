import Link from "next/link";
import { redirect } from "next/navigation";
import { Mark, Wordmark } from "@/components/layout/wordmark";
import { buttonStyle } from "@/components/ui/button";
import { currentUser } from "@/lib/sessions/current-user";

export default async function HomePage() {
  if (await currentUser()) redirect("/account");
  return (
    <>
      <header className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-8">
        <Wordmark />
      </header>
      <main className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-12 px-4 pb-20 sm:px-8 lg:grid-cols-2">
        <div>
          <h1 className="text-4xl leading-[1.1] font-semibold tracking-tight text-balance sm:text-6xl">
            One account, verified and secure
          </h1>
          <p className="mt-6 max-w-md text-lg leading-8 text-muted">
            Create an account in under a minute. Verify your email and you're in.
          </p>
          <div className="mt-9 flex flex-wrap gap-3">
            <Link href="/register" className={buttonStyle()}>
              Create account
            </Link>
            <Link href="/login" className={buttonStyle({ variant: "secondary" })}>
              Log in
            </Link>
          </div>
        </div>
        <div className="hidden items-center justify-center rounded-[2.5rem] bg-tint p-16 lg:flex">
          <Mark className="size-64" />
        </div>
      </main>
    </>
  );
}
