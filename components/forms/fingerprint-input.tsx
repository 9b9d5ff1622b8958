"use client";

import { useEffect, useState } from "react";

// These sources start a graphics context, which can block the main thread for long enough to be noticed.
const SLOW_SOURCES = ["webGlBasics", "webGlExtensions"] as const;

/** A hidden field with the browser's fingerprint. It is computed here and sent only with the form. */
export function FingerprintInput() {
  const [fingerprint, setFingerprint] = useState("");
  useEffect(() => {
    async function compute() {
      const { hashComponents, loadSources, prepareForSources, sources } = await import(
        "@fingerprintjs/fingerprintjs"
      );
      await prepareForSources();
      const components = loadSources(sources, { cache: {}, debug: false }, SLOW_SOURCES);
      setFingerprint(hashComponents(await components()));
    }
    // Without a fingerprint the server uses the request's headers.
    compute().catch(() => setFingerprint(""));
  }, []);
  return <input type="hidden" name="fingerprint" value={fingerprint} />;
}
