import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AppHeader } from "@/components/layout/app-header";
import { buttonStyle } from "@/components/ui/button";
import { ArrowRightIcon } from "@/components/ui/icons";
import { brand } from "@/lib/config/brand";
import { env } from "@/lib/config/env";
import { viewer } from "@/lib/sessions/current-user";
import { ApiExample } from "./api-example";
import { Features } from "./features";
import { LandingFooter } from "./landing-footer";
import { ProductPicture } from "./product-picture";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: `${brand().name}: sign-up and login for your product` } };
}

/** What this software is and for whom. With `LANDING=off`, the page leads to the login page. */
export default async function LandingPage() {
  if ((await viewer()).state === "logged_in") redirect("/account");
  if (!env().LANDING) redirect("/login");
  return (
    <>
      <AppHeader />
      <main className="flex-1 overflow-x-clip">
        <Hero />
        <Features />
        <ApiExample />
      </main>
      <LandingFooter />
    </>
  );
}

function Hero() {
  return (
    <section className="mx-auto grid w-full max-w-6xl items-center gap-x-14 gap-y-16 px-4 pt-14 pb-20 sm:px-8 sm:pt-20 lg:grid-cols-[1fr_minmax(0,29rem)] lg:pb-28">
      <div>
        <p className="text-sm font-semibold text-accent">Open source and self-hosted</p>
        <h1 className="mt-4 text-[2.5rem] leading-[1.08] font-semibold tracking-[-0.03em] text-balance sm:text-[3.5rem]">
          Sign-up and login for your product
        </h1>
        <p className="mt-5 max-w-lg text-lg leading-8 text-pretty text-muted">
          {brand().name} gives developers a finished account system on their own servers: verified email
          addresses, login, sessions, security alerts and a user list, as pages and as a JSON API.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Link href="/register" className={buttonStyle()}>
            Create account
          </Link>
          <Link href="/api/docs" className={buttonStyle({ variant: "secondary" })}>
            API reference
            <ArrowRightIcon className="size-4" />
          </Link>
        </div>
      </div>
      <ProductPicture />
    </section>
  );
}
