"use client";

import { useEffect, useRef, useState } from "react";

// These sources start a graphics context, which can block the main thread for long enough to be noticed.
const SLOW_SOURCES = ["webGlBasics", "webGlExtensions"] as const;

/** A hidden field with the browser's fingerprint. It is computed once the form has the focus, and sent only with it. */
export function FingerprintInput() {
  const [fingerprint, setFingerprint] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const form = input.current?.form;
    async function compute() {
      const { hashComponents, loadSources, prepareForSources, sources } = await import(
        "@fingerprintjs/fingerprintjs"
      );
      await prepareForSources();
      const components = loadSources(sources, { cache: {}, debug: false }, SLOW_SOURCES);
      setFingerprint(hashComponents(await components()));
    }
    // Without a fingerprint the server uses the request's headers.
    const start = () => void compute().catch(() => setFingerprint(""));
    if (!form || form.contains(document.activeElement)) return start();
    form.addEventListener("focusin", start, { once: true });
    return () => form.removeEventListener("focusin", start);
  }, []);
  return <input ref={input} type="hidden" name="fingerprint" value={fingerprint} />;
}
