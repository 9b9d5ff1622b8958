"use client";

import { lazy } from "react";

// Every page can show a toast, and few do: the others don't load its code.
const Toast = lazy(() => import("./toast").then(({ Toast }) => ({ default: Toast })));

export { Toast as LazyToast };
