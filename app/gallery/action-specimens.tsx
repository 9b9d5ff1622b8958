import { Button, buttonStyle } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { LogOutIcon, PencilIcon, PlusIcon, TrashIcon, UserIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Menu, MenuButton, MenuHeading, MenuLink, MenuSeparator, menuItemStyle } from "@/components/ui/menu";
import { Tabs } from "@/components/ui/tabs";
import { Toast } from "@/components/ui/toast";
import { showFlashAction } from "./actions";
import { Row, Specimen } from "./specimen";

const VARIANTS = ["primary", "secondary", "ghost", "danger", "danger-outline"] as const;
const TABS = ["Overview", "Profile", "Email", "Password", "Sessions", "Devices", "Activity", "Data"].map(
  (name) => ({ href: name === "Password" ? "/gallery" : `/gallery?tab=${name}`, name }),
);

/** Buttons, menus, dialogs, toasts and tabs. */
export function ActionSpecimens() {
  return (
    <>
      <Specimen title="Buttons">
        {(["regular", "small"] as const).map((size) => (
          <Row key={size}>
            {VARIANTS.map((variant) => (
              <Button key={variant} variant={variant} size={size}>
                {variant}
              </Button>
            ))}
          </Row>
        ))}
        <Row>
          {VARIANTS.map((variant) => (
            <Button key={variant} variant={variant} size="small" disabled>
              {variant}
            </Button>
          ))}
        </Row>
        <Row>
          <Button size="small">
            <PlusIcon className="size-4" /> With icon
          </Button>
          <Button variant="secondary" size="icon" aria-label="Edit">
            <PencilIcon className="size-4" />
          </Button>
          <a href="/gallery" className={buttonStyle({ variant: "secondary", size: "small" })}>
            Link as a button
          </a>
        </Row>
        <Button wide>Wide</Button>
      </Specimen>
      <Specimen title="Menu">
        <Row>
          <Menu
            label="Account menu"
            trigger="Account menu"
            triggerClassName={buttonStyle({ variant: "secondary" })}
            align="start"
          >
            <MenuHeading>
              <p className="font-semibold text-ink">ada</p>
              <p>ada@example.com</p>
            </MenuHeading>
            <MenuSeparator />
            <MenuLink href="/gallery" aria-current="page">
              <UserIcon className="size-4" /> Account
            </MenuLink>
            <MenuSeparator />
            <form action={showFlashAction}>
              <MenuButton>
                <LogOutIcon className="size-4" /> Log out
              </MenuButton>
            </form>
          </Menu>
          <Menu label="Actions for Chrome on Linux" align="start">
            <MenuLink href="/gallery">
              <PencilIcon className="size-4" /> Rename
            </MenuLink>
            <ConfirmDialog
              trigger={
                <>
                  <TrashIcon className="size-4" /> Remove device
                </>
              }
              triggerClassName={menuItemStyle("danger")}
              title="Remove Chrome on Linux?"
              description="It is logged out and can't renew its login."
            >
              <form action={showFlashAction}>
                <DialogActions confirm="Remove device" pendingText="Removing…" />
              </form>
            </ConfirmDialog>
          </Menu>
        </Row>
      </Specimen>
      <Specimen title="Confirm dialog">
        <ConfirmDialog
          trigger="Delete account"
          title="Delete your account?"
          description={
            <ul className="list-disc space-y-1 pl-5">
              <li>All your devices are logged out now.</li>
              <li>Your profile, picture and activity are deleted in 7 days.</li>
            </ul>
          }
        >
          <form action={showFlashAction}>
            <label htmlFor="gallery-confirm" className="mb-1.5 block text-sm font-semibold">
              Type ada to confirm
            </label>
            <Input id="gallery-confirm" name="confirm" autoComplete="off" />
            <DialogActions confirm="Delete account" pendingText="Deleting…" />
          </form>
        </ConfirmDialog>
      </Specimen>
      <Specimen title="Toast">
        <Toast tone="success">Profile saved.</Toast>
        <Toast tone="info">You're already logged in.</Toast>
        <Toast tone="danger">Something went wrong, and nothing was changed. Try again.</Toast>
        <form action={showFlashAction}>
          <Button type="submit" variant="secondary" size="small">
            Show toast after a redirect
          </Button>
        </form>
      </Specimen>
      <Specimen title="Tabs">
        <Tabs label="Example" tabs={TABS} current="/gallery" />
      </Specimen>
    </>
  );
}
