import { cx } from "class-variance-authority";
import type { Operation } from "@/lib/api/operations";

const COLORS: Record<Operation["method"], string> = {
  get: "text-accent",
  post: "text-success",
  put: "text-warn",
  patch: "text-warn",
  delete: "text-danger",
};

/** The method and the path of an operation. */
export function MethodAndPath({
  method,
  path,
  className,
}: Pick<Operation, "method" | "path"> & { className?: string }) {
  return (
    <code className={cx("wrap-anywhere", className)}>
      <span className={cx("font-semibold", COLORS[method])}>{method.toUpperCase()}</span> {path}
    </code>
  );
}
