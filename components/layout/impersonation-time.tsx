"use client";

import type { ReactNode } from "react";
import { useCountdown } from "@/components/forms/use-countdown";
import { buttonStyle } from "@/components/ui/button";

type ImpersonationTimeProps = {
  username: string;
  serviceName: string;
  /** The page of the user in the admin area. */
  userPath: string;
  seconds: number;
  /** The button that stops the impersonation. */
  children: ReactNode;
};

/** Whom an admin impersonates, and for how long. Says when the time is up: the page may stay open longer than that. */
export function ImpersonationTime(props: ImpersonationTimeProps) {
  const { username, serviceName, userPath, seconds, children } = props;
  const { secondsLeft } = useCountdown(seconds, userPath);
  const minutes = Math.ceil(secondsLeft / 60);
  const isOver = secondsLeft <= 0;
  return (
    <>
      <p className="min-w-0 text-sm leading-5 wrap-anywhere">
        {isOver ? (
          <>
            The impersonation of <strong>{username}</strong> has ended. Pages show your own account again.
          </>
        ) : (
          <>
            You're viewing {serviceName} as <strong>{username}</strong>. Changes are turned off. Ends in{" "}
            {minutes} {minutes === 1 ? "minute" : "minutes"}.
          </>
        )}
      </p>
      {isOver ? (
        <a href={userPath} className={buttonStyle({ variant: "secondary", size: "small" })}>
          Back to user
        </a>
      ) : (
        children
      )}
    </>
  );
}
