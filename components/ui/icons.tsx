import type { ComponentProps } from "react";

type IconProps = ComponentProps<"svg">;

/** Draws lines in the color of the text around it. `fill` is a path that is filled instead. */
function Svg({ path, fill, ...props }: IconProps & { path: string; fill?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...props}
    >
      <path d={path} />
      {fill && <path d={fill} fill="currentColor" stroke="none" />}
    </svg>
  );
}

const CIRCLE = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z";

// A function per icon, so that a client component carries only the icons that it names.

// Signs
export const CheckIcon = (props: IconProps) => <Svg path="M5 12.5l4.5 4.5L19 7.5" {...props} />;
export const CloseIcon = (props: IconProps) => <Svg path="M6 6l12 12M18 6L6 18" {...props} />;
export const PlusIcon = (props: IconProps) => <Svg path="M12 5v14M5 12h14" {...props} />;
export const ChevronDownIcon = (props: IconProps) => <Svg path="M6 9.5l6 6l6-6" {...props} />;
export const ChevronRightIcon = (props: IconProps) => <Svg path="M9.5 6l6 6l-6 6" {...props} />;
export const ArrowLeftIcon = (props: IconProps) => <Svg path="M19 12H5M11 6l-6 6l6 6" {...props} />;
export const ArrowRightIcon = (props: IconProps) => <Svg path="M5 12h14M13 6l6 6l-6 6" {...props} />;
export const MoreIcon = (props: IconProps) => (
  <Svg
    path=""
    fill="M3.4 12a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0zM10.4 12a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0zM17.4 12a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0z"
    {...props}
  />
);
export const CheckCircleIcon = (props: IconProps) => (
  <Svg path={`${CIRCLE}M8 12.3l2.8 2.8L16 9.6`} {...props} />
);
export const InfoIcon = (props: IconProps) => (
  <Svg path={`${CIRCLE}M12 11.2v5`} fill="M10.9 8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0 -2.2 0z" {...props} />
);
export const ErrorIcon = (props: IconProps) => (
  <Svg path={`${CIRCLE}M12 7.5v5`} fill="M10.9 16a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0 -2.2 0z" {...props} />
);
export const WarningIcon = (props: IconProps) => (
  <Svg
    path="M10.4 4.4L2.9 17.6A1.8 1.8 0 0 0 4.5 20.3h15a1.8 1.8 0 0 0 1.6-2.7L13.6 4.4a1.8 1.8 0 0 0-3.2 0zM12 9.5v4"
    fill="M10.9 16.8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0 -2.2 0z"
    {...props}
  />
);

// Things
export const UserIcon = (props: IconProps) => (
  <Svg path="M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM4.5 20.5c0-3.6 3.2-5.5 7.5-5.5s7.5 1.9 7.5 5.5" {...props} />
);
export const UsersIcon = (props: IconProps) => (
  <Svg
    path="M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM2.5 19.5c0-3.2 2.8-4.8 6.5-4.8s6.5 1.6 6.5 4.8M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 15.2c2.2.6 3.5 2 3.5 4.3"
    {...props}
  />
);
export const MailIcon = (props: IconProps) => (
  <Svg
    path="M5 5.5h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM3.5 7.5l8.5 6l8.5-6"
    {...props}
  />
);
export const LockIcon = (props: IconProps) => (
  <Svg
    path="M7 11h10a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V13a2 2 0 0 1 2-2zM8 11V7.5a4 4 0 0 1 8 0V11"
    {...props}
  />
);
export const KeyIcon = (props: IconProps) => (
  <Svg path="M7.5 12a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM11 13.2L20 4.2M16.5 7.7l2.8 2.8" {...props} />
);
export const ShieldIcon = (props: IconProps) => (
  <Svg path="M12 3l7.5 3v5.5c0 4.6-3 8-7.5 9.5c-4.5-1.5-7.5-4.9-7.5-9.5V6z" {...props} />
);
export const ShieldCheckIcon = (props: IconProps) => (
  <Svg
    path="M12 3l7.5 3v5.5c0 4.6-3 8-7.5 9.5c-4.5-1.5-7.5-4.9-7.5-9.5V6zM8.7 12l2.4 2.4l4.4-4.6"
    {...props}
  />
);
export const DesktopIcon = (props: IconProps) => (
  <Svg
    path="M5 4.5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM12 16.5v4M8 20.5h8"
    {...props}
  />
);
export const PhoneIcon = (props: IconProps) => (
  <Svg
    path="M8.5 2.5h7a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM10.8 18.5h2.4"
    {...props}
  />
);
export const TabletIcon = (props: IconProps) => (
  <Svg
    path="M6.5 2.5h11a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM10.8 18.5h2.4"
    {...props}
  />
);
export const ClockIcon = (props: IconProps) => <Svg path={`${CIRCLE}M12 7.5V12l3 2`} {...props} />;
export const GlobeIcon = (props: IconProps) => (
  <Svg
    path={`${CIRCLE}M3 12h18M12 3c2.6 2.6 3.8 5.6 3.8 9s-1.2 6.4-3.8 9c-2.6-2.6-3.8-5.6-3.8-9S9.4 5.6 12 3z`}
    {...props}
  />
);
export const PinIcon = (props: IconProps) => (
  <Svg
    path="M12 21s7-5.8 7-11.2a7 7 0 0 0-14 0C5 15.2 12 21 12 21zM12 7.3a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z"
    {...props}
  />
);
export const ActivityIcon = (props: IconProps) => <Svg path="M3 12h4l3-8l4.5 16l3-8H21" {...props} />;
export const DocumentIcon = (props: IconProps) => (
  <Svg
    path="M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM14 3v5h5M8.5 13h7M8.5 16.5h5"
    {...props}
  />
);
export const CodeIcon = (props: IconProps) => (
  <Svg path="M8.5 7L3.5 12l5 5M15.5 7l5 5l-5 5M13.5 4.5l-3 15" {...props} />
);
export const SunIcon = (props: IconProps) => (
  <Svg
    path="M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
    {...props}
  />
);
export const MoonIcon = (props: IconProps) => (
  <Svg path="M20.5 14.3A8.5 8.5 0 0 1 9.7 3.5a8.5 8.5 0 1 0 10.8 10.8z" {...props} />
);
export const CameraIcon = (props: IconProps) => (
  <Svg
    path="M4.5 7.5H8L9.5 5h5L16 7.5h3.5a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V9a1.5 1.5 0 0 1 1.5-1.5zM12 10a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 1 0 0-6.6z"
    {...props}
  />
);

// Actions
export const LogInIcon = (props: IconProps) => (
  <Svg path="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M4 12h11M11 8l4 4l-4 4" {...props} />
);
export const LogOutIcon = (props: IconProps) => (
  <Svg path="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M9 12h11M16 8l4 4l-4 4" {...props} />
);
export const TrashIcon = (props: IconProps) => (
  <Svg
    path="M4 6.5h16M9 6.5V4.5a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2M6 6.5l.8 12.6a1.5 1.5 0 0 0 1.5 1.4h7.4a1.5 1.5 0 0 0 1.5-1.4L18 6.5M10 11v5.5M14 11v5.5"
    {...props}
  />
);
export const PencilIcon = (props: IconProps) => (
  <Svg
    path="M4 20l1-4.5L16.2 4.3a1.5 1.5 0 0 1 2.1 0l1.4 1.4a1.5 1.5 0 0 1 0 2.1L8.5 19zM14 6.5l3.5 3.5"
    {...props}
  />
);
export const EyeIcon = (props: IconProps) => (
  <Svg
    path="M2.5 12S6 5.5 12 5.5S21.5 12 21.5 12S18 18.5 12 18.5S2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z"
    {...props}
  />
);
export const EyeOffIcon = (props: IconProps) => (
  <Svg
    path="M9.9 5.8A8.7 8.7 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.6 3.4M6.3 7.6A15.5 15.5 0 0 0 2.5 12s3.5 6.5 9.5 6.5a9 9 0 0 0 5-1.5M9.9 9.9a3 3 0 0 0 4.2 4.2M3.5 3.5l17 17"
    {...props}
  />
);
export const SearchIcon = (props: IconProps) => (
  <Svg path="M11 4.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM15.8 15.8L20.5 20.5" {...props} />
);
export const CopyIcon = (props: IconProps) => (
  <Svg
    path="M10 8.5h8.5a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2v-7.5a2 2 0 0 1 2-2zM5 15.5a1.5 1.5 0 0 1-1.5-1.5V6A2 2 0 0 1 5.5 4H13a1.5 1.5 0 0 1 1.5 1.5"
    {...props}
  />
);
export const DownloadIcon = (props: IconProps) => (
  <Svg path="M12 4v11M7.5 11l4.5 4.5l4.5-4.5M4.5 20h15" {...props} />
);
export const UploadIcon = (props: IconProps) => (
  <Svg path="M12 15.5V4.5M7.5 9L12 4.5L16.5 9M4.5 20h15" {...props} />
);
export const ExternalIcon = (props: IconProps) => (
  <Svg
    path="M13.5 4.5h6v6M19 5l-8.5 8.5M17 14v4a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 18V8.5A1.5 1.5 0 0 1 6 7h4"
    {...props}
  />
);
export const RefreshIcon = (props: IconProps) => (
  <Svg
    path="M4.5 12a7.5 7.5 0 0 1 13-5.1L19.5 9M19.5 4.5V9H15M19.5 12a7.5 7.5 0 0 1-13 5.1L4.5 15M4.5 19.5V15H9"
    {...props}
  />
);
export const SettingsIcon = (props: IconProps) => (
  <Svg
    path="M4 7h9M17 7h3M15 5a2 2 0 1 0 0 4a2 2 0 1 0 0-4zM4 17h3M11 17h9M9 15a2 2 0 1 0 0 4a2 2 0 1 0 0-4zM4 12h16"
    {...props}
  />
);
