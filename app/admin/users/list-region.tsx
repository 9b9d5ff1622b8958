"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { LIST_ID, leftList, noteLeftList } from "./list-focus";

/**
 * The list, with the keyboard focus where it is expected: at the list after a link of the pager, where the browser puts it
 * without JavaScript, and at the row by which somebody left the list when they come back to it.
 *
 * @param search the query string that leads to what is shown
 */
export function ListRegion({ search, children }: { search: string; children: ReactNode }) {
  const region = useRef<HTMLElement>(null);
  const isLoaded = useRef(false);

  useEffect(() => {
    const list = region.current;
    // The browser itself goes to the fragment of a page that it loads. Next's router only scrolls to it.
    if (isLoaded.current) focusOn(window.location.hash.slice(1));
    else if (leftList()?.search === search && isUntouched(list)) focusOn(leftList()?.id);
    isLoaded.current = true;

    const leaveByRow = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest<HTMLElement>("tr a[href]") : null;
      const trigger = link?.closest("details")?.querySelector("summary") ?? link;
      if (!trigger) return;
      noteLeftList({ search, id: trigger.id });
      // Its menu closes, and the browser may show the page later as it was left.
      trigger.focus();
    };
    list?.addEventListener("click", leaveByRow);
    return () => list?.removeEventListener("click", leaveByRow);
  }, [search]);

  return (
    <section ref={region} id={LIST_ID} tabIndex={-1} aria-label="Users" className="scroll-mt-6">
      {children}
    </section>
  );
}

const isUntouched = (list: HTMLElement | null) =>
  document.activeElement === document.body || document.activeElement === list;

function focusOn(id: string | undefined): void {
  if (id) document.getElementById(id)?.focus();
}
