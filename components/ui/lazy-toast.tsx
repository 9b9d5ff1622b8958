"use client";

import { type ComponentProps, lazy } from "react";
import type { Toast } from "./toast";

const Loaded = lazy(() => import("./toast").then(({ Toast }) => ({ default: Toast })));

/** A toast whose code is loaded when there is one: every page can show a toast, and few do. */
export function LazyToast(props: ComponentProps<typeof Toast>) {
  return <Loaded {...props} />;
}
