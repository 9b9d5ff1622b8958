import { cx } from "class-variance-authority";
import type { ReactNode } from "react";
import { IpAddress } from "@/components/layout/ip-address";
import { TextLink } from "@/components/layout/text-link";
import { Card, CardHeader } from "@/components/ui/card";
import { CheckCircleIcon, ClockIcon, DesktopIcon, WarningIcon } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SecurityCheckup as Checkup } from "@/lib/account/security-checkup";

type SecurityCheckupProps = { checkup: Checkup; email: string; isEmailVerified: boolean };

/** The state of the account's security, a row per subject. Another way to log in gets a row of its own. */
export function SecurityCheckup({ checkup, email, isEmailVerified }: SecurityCheckupProps) {
  const { passwordSetAt, memberSince, secondFactors, devices, sessions, previousLogin, failedLogins } =
    checkup;
  const isPasswordChanged = passwordSetAt.getTime() !== memberSince.getTime();
  return (
    <Card padding="compact" className="mb-6" aria-labelledby="checkup">
      <CardHeader titleId="checkup" title="Security check-up" className="mb-2" />
      <ul className="divide-y divide-line">
        <Row
          tone={isEmailVerified ? "success" : "warning"}
          title={isEmailVerified ? "Email verified" : "Email not verified"}
          action={{ href: "/account/email", text: "Change email" }}
        >
          {email}
        </Row>
        <Row tone="success" title="Password" action={{ href: "/account/password", text: "Change password" }}>
          {isPasswordChanged ? "Changed" : "Set when you created your account,"}{" "}
          <RelativeTime dateTime={passwordSetAt.toISOString()} />
        </Row>
        <TwoFactorRow {...secondFactors} />
        <Row
          tone="neutral"
          icon={<DesktopIcon className="size-5" />}
          title={`${count(devices, "device")}, ${count(sessions, "active session")}`}
          action={{ href: "/account/devices", text: "Review devices" }}
        >
          Revoke sessions that you don't recognize, and remove devices that you don't use.
        </Row>
        <Row
          tone="neutral"
          icon={<ClockIcon className="size-5" />}
          title="Last login before this one"
          action={{ href: "/account/activity?category=logins", text: "See logins" }}
        >
          {previousLogin ? (
            <>
              {previousLogin.device} · <RelativeTime dateTime={previousLogin.at.toISOString()} />
              {previousLogin.ipAddress && (
                <>
                  {" · "}
                  <IpAddress ipAddress={previousLogin.ipAddress} />
                </>
              )}
            </>
          ) : (
            "None. This is your first login."
          )}
        </Row>
        {failedLogins > 0 && (
          <Row
            tone="warning"
            title={`${count(failedLogins, "failed login attempt")} since then`}
            action={{ href: "/account/activity?category=logins", text: "See attempts" }}
          >
            If that wasn't you, make sure that you use your password nowhere else.
          </Row>
        )}
      </ul>
    </Card>
  );
}

function TwoFactorRow({ methods, recoveryCodes }: Checkup["secondFactors"]) {
  if (methods === 0) {
    return (
      <Row
        tone="warning"
        title="Two-factor authentication is off"
        action={{ href: "/account/security", text: "Turn it on" }}
      >
        Add a passkey or an authenticator app, so that a stolen password is not enough.
      </Row>
    );
  }
  return (
    <Row
      tone={recoveryCodes === 0 ? "warning" : "success"}
      title="Two-factor authentication is on"
      action={{ href: "/account/security", text: "Manage methods" }}
    >
      {count(methods, "method")},{" "}
      {recoveryCodes === 0 ? "no recovery codes" : count(recoveryCodes, "recovery code")} left
    </Row>
  );
}

type RowProps = {
  tone: "success" | "warning" | "neutral";
  icon?: ReactNode;
  title: string;
  action: { href: string; text: string };
  children: ReactNode;
};

const TONES = { success: "text-success", warning: "text-warn", neutral: "text-muted" } as const;

function Row({ tone, icon, title, action, children }: RowProps) {
  const Icon = tone === "warning" ? WarningIcon : CheckCircleIcon;
  return (
    <li className="flex flex-wrap items-start gap-x-3.5 gap-y-1 py-3.5 last:pb-0 sm:flex-nowrap">
      <span className={cx("mt-0.5 shrink-0", TONES[tone])}>{icon ?? <Icon className="size-5" />}</span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <p className="text-sm leading-6 text-muted wrap-anywhere">{children}</p>
      </div>
      <p className="w-full pl-8.5 text-sm leading-6 sm:w-auto sm:pl-0">
        <TextLink href={action.href}>{action.text}</TextLink>
      </p>
    </li>
  );
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
