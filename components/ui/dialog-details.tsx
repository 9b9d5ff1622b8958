"use client";

import { type ComponentProps, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from "react";

const FIELD = "input:not([type=hidden], [tabindex='-1']), select, textarea";
const CLOSE = "[data-dialog-close]";

type DialogDetailsProps = {
  summary: ReactNode;
  isOpen: boolean;
  className?: string | undefined;
  dialogProps: ComponentProps<"dialog">;
};

/**
 * A `<details>` that holds a `<dialog>`. The browser shows the dialog in the page when the details are open; with
 * JavaScript the same click opens it as a modal dialog.
 */
export function DialogDetails({ summary, isOpen, className, dialogProps }: DialogDetailsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const wasPressedOnBackdrop = useRef(false);

  // A dialog that was open before there was JavaScript becomes a modal one, in the same place: somebody may be pressing
  // its button right now.
  useLayoutEffect(() => {
    if (!dialog.current || dialog.current.open || !(isOpen || details.current?.open)) return;
    const { activeElement } = document;
    dialog.current.dataset.wasOpen = "";
    dialog.current.showModal();
    // It moves the focus, also away from a field that somebody is typing in.
    if (activeElement instanceof HTMLElement && dialog.current.contains(activeElement))
      activeElement.focus({ preventScroll: true });
  }, [isOpen]);

  function open(event: MouseEvent) {
    if (!(event.target instanceof Element && event.target.closest("summary") === details.current?.firstChild))
      return;
    event.preventDefault();
    if (!details.current || !dialog.current || dialog.current.open) return;
    // A dialog in closed details would not be rendered.
    details.current.open = true;
    delete dialog.current.dataset.wasOpen;
    dialog.current.showModal();
    // What is typed first, or else the way out of an action that can't be undone.
    const first =
      dialog.current.querySelector<HTMLElement>(FIELD) ?? dialog.current.querySelector<HTMLElement>(CLOSE);
    first?.focus();
  }

  function closeOnRequest(event: MouseEvent<HTMLDialogElement>) {
    const { target, currentTarget } = event;
    // Somebody who selects text may release the button outside, which the browser reports as a click on the backdrop.
    const isBackdrop = isOnBackdrop(event) && wasPressedOnBackdrop.current;
    const isCancel = target instanceof Element && target.closest(CLOSE);
    if (isBackdrop || isCancel) currentTarget.close();
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key on the summary also makes a click
    <details ref={details} open={isOpen} onClick={open} className={className}>
      {summary}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog without a handler */}
      <dialog
        ref={dialog}
        {...dialogProps}
        onPointerDown={(event) => {
          wasPressedOnBackdrop.current = isOnBackdrop(event);
        }}
        onClick={closeOnRequest}
        onClose={({ currentTarget }) => {
          // The event comes later than the closing. In between, a fast click can have opened the dialog again.
          if (details.current && !currentTarget.open) details.current.open = false;
        }}
      />
    </details>
  );
}

/** The backdrop belongs to the dialog, and everything else is inside a child of the dialog. */
function isOnBackdrop({ target, currentTarget }: MouseEvent<HTMLDialogElement>): boolean {
  return target === currentTarget && currentTarget.matches(":modal");
}
