// In a module of its own, because pages show it before the rules are loaded.

/** In code points (NIST SP 800-63B, section 3.1.1.2). */
export const MIN_PASSWORD_LENGTH = 8;
