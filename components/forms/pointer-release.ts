let isPressed = false;
const waiting = new Set<() => void>();

/** Watches the pointer. Returns a function that stops it, for an effect. */
export function watchPointer(): () => void {
  const press = () => {
    isPressed = true;
  };
  const release = () => {
    isPressed = false;
    // The click comes after this event.
    setTimeout(() => {
      for (const resolve of waiting) resolve();
      waiting.clear();
    });
  };
  document.addEventListener("pointerdown", press, true);
  document.addEventListener("pointerup", release, true);
  document.addEventListener("pointercancel", release, true);
  return () => {
    document.removeEventListener("pointerdown", press, true);
    document.removeEventListener("pointerup", release, true);
    document.removeEventListener("pointercancel", release, true);
  };
}

/**
 * Resolves once the pointer is not pressed. Pressing it leaves the field that had the focus, and a message that appeared
 * then would move what is being clicked away from the pointer.
 */
export function pointerReleased(): Promise<void> {
  return isPressed ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve();
}
