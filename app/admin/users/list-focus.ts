/** The id of the list, to which the links that change it lead. */
export const LIST_ID = "users";

/** Which list of users somebody left by a row, as its query string, and the element that they left it by. */
type LeftList = { search: string; id: string };

const KEY = "left-user-list";

/** Notes the list that is being left, for this tab. */
export function noteLeftList(list: LeftList): void {
  sessionStorage.setItem(KEY, JSON.stringify(list));
}

/** Returns the list that was left last. */
export function leftList(): LeftList | undefined {
  const saved = sessionStorage.getItem(KEY);
  return saved ? JSON.parse(saved) : undefined;
}
