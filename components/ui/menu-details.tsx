"use client";

import { type ComponentProps, type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";

const ITEMS = "a[href], button:not(:disabled), summary";

/**
 * The `<details>` of a menu. The browser opens it by itself. This adds what `<details>` lacks: arrow keys, and closing
 * with Escape, by a click elsewhere, when the focus leaves, and after a choice.
 */
export function MenuDetails(props: ComponentProps<"details">) {
  const ref = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const closeOutside = (event: Event) => {
      const menu = ref.current;
      if (menu?.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
    };
  }, []);

  return <details ref={ref} onKeyDown={handleKey} onClick={closeAfterChoice} {...props} />;
}

function handleKey(event: KeyboardEvent<HTMLDetailsElement>) {
  const menu = event.currentTarget;
  // A dialog that a menu item opened handles its own keys.
  if (event.target instanceof Element && event.target.closest("dialog")) return;
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    return;
  }
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  if (step === undefined && event.key !== "Home" && event.key !== "End") return;
  event.preventDefault();
  menu.open = true;
  const items = [...menu.querySelectorAll<HTMLElement>(ITEMS)].filter(
    (item) => item.parentElement !== menu && !item.closest("dialog"),
  );
  const current = items.indexOf(document.activeElement as HTMLElement);
  const next =
    step === undefined
      ? event.key === "Home"
        ? 0
        : items.length - 1
      : current < 0 && step < 0
        ? items.length - 1
        : (current + step + items.length) % items.length;
  items[next]?.focus();
}

// Going back can show the page as it was left, with the menu still open.
function closeAfterChoice(event: MouseEvent<HTMLDetailsElement>) {
  if (event.target instanceof Element && event.target.closest("a[href]")) event.currentTarget.open = false;
}
