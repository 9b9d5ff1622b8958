/** The cookie that carries a message to the next page, without the prefix that https adds. */
export const FLASH_COOKIE = "flash";

/** The request header that carries it from the proxy to the page. */
export const FLASH_HEADER = "x-flash-message";
