"use client";

import { BrandLink } from "@/components/layout/brand-link";
import { ErrorPage, type ErrorPageProps } from "@/components/layout/error-page";
import { HeaderBar } from "@/components/layout/header-bar";
import { useBrand } from "@/components/layout/use-brand";

/** Replaces a page that failed, with its layout. Pages whose layout has a header have an error page of their own. */
export default function RootErrorPage(props: ErrorPageProps) {
  return (
    <>
      <HeaderBar>
        <BrandLink {...useBrand()} />
      </HeaderBar>
      <ErrorPage {...props} />
    </>
  );
}
