"use client";

import { useEffect, useRef, useState } from "react";
import { type PasswordOwner, passwordProblems, setCommonPasswords } from "@/lib/schemas/password";
import { PASSWORD_RULES, PasswordRuleList, type RuleState } from "./password-rule-list";
import { usePasswordStrength } from "./use-password-strength";
import { FIELDS_CLEARED } from "./use-validated-form";

type PasswordMeterProps = {
  form: HTMLFormElement;
  /** The name of the password field. */
  name: string;
  /** Whose username and email address the password must not resemble. Without it, the form's fields tell. */
  owner?: PasswordOwner | undefined;
  isHidden: boolean;
  onRulesLoaded: () => void;
};

/** The rules of a new password, ticked off while it is typed, and an estimate of its strength. */
export function PasswordMeter({ form, name, owner, isHidden, onRulesLoaded }: PasswordMeterProps) {
  const { password, ...typed } = useTyped(form, name);
  const isListLoaded = useCommonPasswords(onRulesLoaded);
  const { username = "", email = "" } = owner ?? typed;
  const known = [username, email, ...email.split(/[@.]/), document.documentElement.dataset.appName ?? ""];
  const strength = usePasswordStrength(password, known.filter(Boolean));
  const problems = password ? passwordProblems(password, { username, email }) : [];
  const states = PASSWORD_RULES.map(([, code]): RuleState => {
    if (!password) return "unknown";
    if (problems.some((problem) => problem.startsWith(code))) return "unmet";
    return isListLoaded || code !== "password_too_common" ? "met" : "unknown";
  });
  const isRefused = problems.length > 0;
  return (
    <PasswordRuleList
      level={password ? (isRefused ? 1 : (strength?.level ?? 0)) : 0}
      label={password ? (isRefused ? "Weak" : strength?.label) : undefined}
      states={states}
      advice={isRefused ? undefined : strength?.advice}
      isHidden={isHidden}
    />
  );
}

function useTyped(form: HTMLFormElement, name: string) {
  const [typed, setTyped] = useState(() => readTyped(form, name));
  useEffect(() => {
    const read = () => setTyped(readTyped(form, name));
    form.addEventListener("input", read);
    form.addEventListener(FIELDS_CLEARED, read);
    return () => {
      form.removeEventListener("input", read);
      form.removeEventListener(FIELDS_CLEARED, read);
    };
  }, [form, name]);
  return typed;
}

function readTyped(form: HTMLFormElement, name: string) {
  const data = new FormData(form);
  const text = (field: string) => String(data.get(field) ?? "");
  return { password: text(name), username: text("username"), email: text("email") };
}

/** Loads the list of common passwords and returns whether it is there. The server checks the list in any case. */
function useCommonPasswords(onLoaded: () => void): boolean {
  const [isLoaded, setIsLoaded] = useState(false);
  const callback = useRef(onLoaded);
  callback.current = onLoaded;
  useEffect(() => {
    fetch("/common-passwords.txt")
      .then((response) => response.text())
      .then((list) => {
        setCommonPasswords(list);
        setIsLoaded(true);
        callback.current();
      })
      .catch(() => {});
  }, []);
  return isLoaded;
}
