import { Checkbox } from "@/components/forms/checkbox";

/** Whether this device skips the second factor from now on. */
export function TrustDevice({ isChecked }: { isChecked?: boolean }) {
  return (
    <Checkbox name="remember_device" value="true" defaultChecked={isChecked}>
      Don't ask again on this device for 30 days
    </Checkbox>
  );
}
