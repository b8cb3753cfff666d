/** The session has ended: sign in, and come back to this page and its kept text. */
export function signInAgain(address: string): void {
  const target = new URL(address, location.href);
  target.searchParams.set("next", location.pathname + location.search);
  location.assign(target);
}
