"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useHasScript } from "@/components/forms/use-has-script";
import { TextLink } from "@/components/layout/text-link";
import type { Delivery } from "@/lib/mail/delivery";
import { pauseAfter } from "./pause-after";
import type { WaitingState } from "./waiting-state";

const SECOND_MS = 1_000;

/** How often to ask whether this browser is logged in, once the address is verified. */
const MAX_LOGIN_CHECKS = 3;

type VerificationWatchProps = {
  delivery: Delivery | undefined;
  /** Whether the email can't be delivered, so that there is nothing to wait for but the next one. */
  isLost: boolean;
};

/**
 * Moves on once the address is verified, such as on a phone. Asks only while the page can be seen, and once more when
 * somebody comes back to it. Shows the page again if the delivery of the email has got further, or if the claim has ended.
 * A link does the same without JavaScript, and once the page has stopped asking.
 */
export function VerificationWatch({ delivery, isLost }: VerificationWatchProps) {
  const hasScript = useHasScript();
  const router = useRouter();
  const [hasStopped, setHasStopped] = useState(false);
  const shown = useRef(delivery);
  useEffect(() => {
    shown.current = delivery;
  }, [delivery]);
  useEffect(() => {
    const startedAt = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let checks = 0;
    let loginChecks = 0;

    // This page or another tab may have verified the address just now: its response, which logs in, comes first.
    function moveOn(isLoggedIn: boolean) {
      const isSettled = isLoggedIn || loginChecks++ >= MAX_LOGIN_CHECKS;
      if (isSettled && !isSubmitting()) window.location.assign("/verify-email/done");
      else timer = setTimeout(check, SECOND_MS);
    }

    async function check() {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") return;
      const current = ++checks;
      const { state, delivery, isLoggedIn = false } = await fetchState();
      if (current !== checks) return;
      if (state === "verified") moveOn(isLoggedIn);
      if (state === "ended" && !isSubmitting()) router.refresh();
      const isWaiting = state === "waiting";
      if (isWaiting && delivery && delivery !== shown.current && !isSubmitting()) router.refresh();
      const pause = isWaiting ? pauseAfter(Date.now() - startedAt) : undefined;
      setHasStopped(state !== "verified" && pause === undefined);
      if (pause) timer = setTimeout(check, pause);
    }

    timer = setTimeout(check, pauseAfter(0));
    document.addEventListener("visibilitychange", check);
    return () => {
      checks++;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", check);
    };
  }, [router]);
  if (isLost) return null;
  return (
    <p>
      Verified on another device?{" "}
      {hasScript && !hasStopped ? (
        "This page continues automatically."
      ) : (
        <TextLink href="/check-email">Refresh this page</TextLink>
      )}
    </p>
  );
}

const isSubmitting = () => document.querySelector("form[aria-busy=true]") !== null;

/** Asks for the state. A failed connection is no answer, so it asks again later. */
async function fetchState(): Promise<WaitingState> {
  try {
    const response = await fetch("/check-email/status", { cache: "no-store" });
    return (await response.json()) as WaitingState;
  } catch {
    return { state: "waiting" };
  }
}
