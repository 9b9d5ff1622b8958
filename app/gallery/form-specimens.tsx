import { Checkbox } from "@/components/forms/checkbox";
import { Field } from "@/components/forms/field";
import { PasswordField } from "@/components/forms/password-field";
import { PasswordRuleList } from "@/components/forms/password-rule-list";
import { OneTimeCodeInput } from "@/components/ui/one-time-code-input";
import { Select } from "@/components/ui/select";
import { Specimen } from "./specimen";

/** Inputs, with hints and errors. */
export function FormSpecimens() {
  return (
    <>
      <Specimen title="Fields">
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Username" name="username" messages={[]} hint="Letters, digits and underscores." />
          <Field
            label="Email"
            name="email"
            defaultValue="ada@"
            messages={["Enter a complete email address, such as name@example.com."]}
          />
          <Field label="Phone number" name="phone" isOptional messages={[]} placeholder="+44 20 7946 0000" />
          <Field label="Read only" name="fixed" defaultValue="ada@example.com" disabled messages={[]} />
          <Field label="About you" name="bio" isLong messages={[]} />
          <div>
            <label htmlFor="gallery-select" className="mb-1.5 block text-sm font-semibold">
              Role
            </label>
            <Select id="gallery-select" className="w-full">
              <option>User</option>
              <option>Admin</option>
            </Select>
          </div>
        </div>
      </Specimen>
      <Specimen title="Checkboxes">
        <div className="space-y-3">
          <Checkbox name="plain">Remember this device</Checkbox>
          <Checkbox name="checked" defaultChecked>
            Trust this device for 30 days
          </Checkbox>
          <Checkbox name="unavailable" disabled>
            Not available
          </Checkbox>
        </div>
      </Specimen>
      <Specimen title="Passwords">
        <div className="grid gap-5 sm:grid-cols-2">
          <PasswordField
            label="Password"
            name="weak"
            autoComplete="off"
            messages={[]}
            hint={
              <PasswordRuleList
                level={1}
                label="Weak"
                states={["met", "unmet", "unmet", "met"]}
                isHidden={false}
              />
            }
          />
          <PasswordField
            label="New password"
            name="strong"
            autoComplete="off"
            messages={[]}
            hint={
              <PasswordRuleList
                level={4}
                label="Strong"
                states={["met", "met", "met", "met"]}
                isHidden={false}
              />
            }
          />
          <PasswordField
            label="Guessable password"
            name="guessable"
            autoComplete="off"
            messages={[]}
            hint={
              <PasswordRuleList
                level={2}
                label="Fair"
                advice="Names are easy to guess. Add a few unrelated words."
                isHidden={false}
              />
            }
          />
          <PasswordField
            label="Confirm password"
            name="confirmation"
            autoComplete="off"
            messages={["Passwords don't match."]}
          />
        </div>
      </Specimen>
      <Specimen title="One-time code">
        <label htmlFor="gallery-code" className="mb-1.5 block text-sm font-semibold">
          Verification code
        </label>
        <OneTimeCodeInput id="gallery-code" name="code" className="max-w-64" />
      </Specimen>
    </>
  );
}
