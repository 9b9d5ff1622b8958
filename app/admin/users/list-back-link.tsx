"use client";

import { useEffect, useState } from "react";
import { BackLink } from "./back-link";
import { leftList } from "./list-focus";

/** Leads back to the list of users: to its page, filters and order from which somebody came, if there is JavaScript. */
export function ListBackLink() {
  const [search, setSearch] = useState("");
  useEffect(() => setSearch(leftList()?.search ?? ""), []);
  return <BackLink href={`/admin/users${search}`}>Users</BackLink>;
}
