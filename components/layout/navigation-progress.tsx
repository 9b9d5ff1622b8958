/** The line at the top edge that moves while a page is loading, until the browser shows it. See `PendingMark`. */
export function NavigationProgress() {
  return <div aria-hidden="true" className="navigation-progress" />;
}
