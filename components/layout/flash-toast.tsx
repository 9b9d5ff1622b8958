import { LazyToast } from "@/components/ui/lazy-toast";
import { readFlash } from "@/lib/http/flash-message";

/** Shows the message that the previous action left for this page, once. Screen readers announce it. */
export async function FlashToast() {
  const flash = await readFlash();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center sm:bottom-6"
    >
      {flash && (
        // Without a Suspense boundary: that would show it by script, and nobody would see it without JavaScript.
        <LazyToast key={flash.key} tone={flash.tone} cookie={flash.cookie}>
          {flash.text}
        </LazyToast>
      )}
    </div>
  );
}
