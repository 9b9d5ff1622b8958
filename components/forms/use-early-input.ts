import { type RefObject, useEffect, useRef } from "react";

/**
 * Calls `onEarlyInput` once if the field may have been filled before the scripts had loaded, when nothing heard its events.
 * After a reload or on the way back it doesn't: browsers then fill fields by themselves.
 *
 * @returns the ref for the field
 */
export function useEarlyInput<Element>(onEarlyInput: (field: Element) => void): RefObject<Element | null> {
  const field = useRef<Element>(null);
  const isDone = useRef(false);
  useEffect(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (isDone.current || !field.current || navigation?.type !== "navigate") return;
    isDone.current = true;
    onEarlyInput(field.current);
  });
  return field;
}
