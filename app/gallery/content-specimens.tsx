import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button, buttonStyle } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { DataItem, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { DesktopIcon } from "@/components/ui/icons";
import { Menu, MenuLink } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { Loading, Skeleton, SkeletonText } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { Row, Specimen } from "./specimen";

const SIZES = [24, 32, 40, 64, 96] as const;
const TONES = ["neutral", "accent", "success", "warning", "danger"] as const;
const MINUTE_MS = 60_000;
const AGES_MS = [0, 2.5 * MINUTE_MS, 3 * 60 * MINUTE_MS, 26 * 60 * MINUTE_MS, 90 * 24 * 60 * MINUTE_MS];

/** Alerts, badges, cards, lists, tables and what stands in for them. */
export function ContentSpecimens() {
  const now = Date.now();
  return (
    <>
      <Specimen title="Alerts">
        <Alert tone="success">Your profile was saved.</Alert>
        <Alert tone="info">Email delivery is slower than usual.</Alert>
        <Alert
          tone="warning"
          title="Your account is scheduled for deletion"
          actions={
            <a href="/gallery" className={buttonStyle({ size: "small", variant: "secondary" })}>
              Keep my account
            </a>
          }
        >
          It is deleted on 3 December 2026.
        </Alert>
        <Alert tone="danger">Incorrect email or password.</Alert>
      </Specimen>
      <Specimen title="Badges and avatars">
        <Row>
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </Row>
        <Row>
          {SIZES.map((size) => (
            <Avatar key={size} userId="none" username="ada" pictureHash={null} size={size} />
          ))}
        </Row>
      </Specimen>
      <Specimen title="Relative time">
        <ul className="space-y-1">
          {AGES_MS.map((age) => (
            <li key={age}>
              Last used <RelativeTime dateTime={new Date(now - age).toISOString()} />
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen title="Cards and data lists">
        <Card padding="compact">
          <CardHeader
            title="Profile"
            description="What other people see."
            action={
              <Button variant="secondary" size="small">
                Edit
              </Button>
            }
          />
          <DataList>
            <DataItem name="Username">ada</DataItem>
            <DataItem
              name="Email"
              action={
                <a href="/gallery" className="font-semibold text-accent underline underline-offset-4">
                  Change
                </a>
              }
            >
              ada@example.com <Badge tone="success">Verified</Badge>
            </DataItem>
            <DataItem name="Password">Changed 3 months ago</DataItem>
          </DataList>
        </Card>
        <Card padding="compact" tone="danger">
          <CardHeader
            title="Delete account"
            description="Your account and all your data are deleted after 7 days."
          />
          <Button variant="danger-outline" size="small">
            Delete account
          </Button>
        </Card>
      </Specimen>
      <Specimen title="Table">
        <Table label="Users">
          <TableHead>
            <tr>
              <TableHeading>User</TableHeading>
              <TableHeading>Email</TableHeading>
              <TableHeading>State</TableHeading>
              <TableHeading>
                <span className="sr-only">Actions</span>
              </TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {["ada", "grace"].map((name) => (
              <TableRow key={name}>
                <TableCell className="font-semibold">{name}</TableCell>
                <TableCell>{name}@example.com</TableCell>
                <TableCell>
                  <Badge tone="success">Verified</Badge>
                </TableCell>
                <TableCell className="text-right">
                  <Menu label={`Actions for ${name}`}>
                    <MenuLink href="/gallery">View profile</MenuLink>
                    <MenuLink href="/gallery">View activity</MenuLink>
                  </Menu>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Specimen>
      <Specimen title="Empty state">
        <EmptyState
          icon={<DesktopIcon />}
          title="No other devices"
          action={
            <Button variant="secondary" size="small">
              Log in on another device
            </Button>
          }
        >
          Devices that you log in from appear here.
        </EmptyState>
      </Specimen>
      <Specimen title="Skeleton">
        <Loading className="flex gap-4">
          <Skeleton isRound className="size-10" />
          <div className="flex-1">
            <SkeletonText lines={4} />
          </div>
        </Loading>
      </Specimen>
    </>
  );
}
