"use client";

import { useEffect, useState } from "react";

/** Tells the server by which traits it would know this browser again; computed here, sent only with the form. */
export function FingerprintInput() {
  const [fingerprint, setFingerprint] = useState("");
  useEffect(() => {
    async function compute() {
      const { default: library } = await import("@fingerprintjs/fingerprintjs");
      const agent = await library.load({ monitoring: false });
      setFingerprint((await agent.get()).visitorId);
    }
    // Without a fingerprint the server makes do with the request's headers.
    compute().catch(() => setFingerprint(""));
  }, []);
  return <input type="hidden" name="fingerprint" value={fingerprint} />;
}
