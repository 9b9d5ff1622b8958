"use client";

import { useEffect, useState } from "react";

// They start a graphics processor, or make do without one, in one long task that a person would feel.
const SLOW_SOURCES = ["webGlBasics", "webGlExtensions"] as const;

/** Tells the server by which traits it would know this browser again; computed here, sent only with the form. */
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
    // Without a fingerprint the server makes do with the request's headers.
    compute().catch(() => setFingerprint(""));
  }, []);
  return <input type="hidden" name="fingerprint" value={fingerprint} />;
}
