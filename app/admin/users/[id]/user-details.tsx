import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { DataItem, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ShownUser } from "@/lib/admin/get-user";
import { ROLE_NAMES } from "../role-names";

/** Who a user is: what identifies them, and what they say about themselves. */
export function UserDetails({ user }: { user: ShownUser }) {
  const { id, username, email, emailVerified, phoneNumber, role, profile, createdAt, lastLoginAt } = user;
  return (
    <Card padding="compact" aria-labelledby="details">
      <CardHeader title="Details" titleId="details" />
      <DataList>
        <DataItem name="Username">{username}</DataItem>
        <DataItem name="Email">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0">{email}</span>
            {emailVerified ? (
              <Badge tone="success">Verified</Badge>
            ) : (
              <Badge tone="warning">Unverified</Badge>
            )}
          </span>
        </DataItem>
        <DataItem name="Phone number">{phoneNumber || <None />}</DataItem>
        <DataItem name="Role">{ROLE_NAMES[role]}</DataItem>
        <DataItem name="Two-factor">
          {user.twoFactorSince ? <SecondFactors {...user.secondFactors} /> : <None>Off</None>}
        </DataItem>
        <DataItem name="User ID">
          <code className="font-mono text-sm">{id}</code>
        </DataItem>
        <DataItem name="Joined">
          <RelativeTime dateTime={createdAt.toISOString()} />
        </DataItem>
        <DataItem name="Last login">
          {lastLoginAt ? <RelativeTime dateTime={lastLoginAt.toISOString()} /> : <None>Never</None>}
        </DataItem>
        <DataItem name="Bio">
          {profile?.bio ? <span className="whitespace-pre-line">{profile.bio}</span> : <None />}
        </DataItem>
        <DataItem name="Address">
          {profile?.address ? <span className="whitespace-pre-line">{profile.address}</span> : <None />}
        </DataItem>
      </DataList>
    </Card>
  );
}

function SecondFactors({ authenticators, passkeys, recoveryCodes }: ShownUser["secondFactors"]) {
  const counts = [
    [authenticators, "authenticator app"],
    [passkeys, "passkey"],
    [recoveryCodes, "recovery code"],
  ] as const;
  const texts = counts.flatMap(([count, name]) =>
    count > 0 ? [`${count} ${name}${count === 1 ? "" : "s"}`] : [],
  );
  return texts.join(", ");
}

function None({ children = "None" }: { children?: string }) {
  return <span className="font-normal text-muted">{children}</span>;
}
