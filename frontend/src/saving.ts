import { csrfToken, make } from "./elements";
import { word } from "./words";

/** Only an answer of this kind says that something is kept; whatever else comes back is somebody else's page. */
export const SAVED = "application/vnd.gongjian.saved+json";
const PAUSES = [3000, 10000, 30000, 60000];

export type Outcome<T> =
  | { kind: "saved"; said: T }
  | { kind: "refused"; said: T }
  | { kind: "signed-out" }
  | { kind: "offline" }
  | { kind: "unanswered" };
export type Unkept = { kind: "signed-out" | "offline" | "unanswered" };

/** Send what was typed, and believe only the answer that was asked for. */
export async function sendTo<T>(
  address: string,
  body: BodyInit,
  more: Record<string, string> = {},
  send: typeof fetch = (...given) => fetch(...given),
): Promise<Outcome<T>> {
  const headers = { Accept: SAVED, "X-CSRFToken": csrfToken(), ...more };
  try {
    const answer = await send(address, { method: "POST", body, headers });
    const ours = answer.headers.get("Content-Type")?.split(";")[0] === SAVED;
    if (!ours) return { kind: "unanswered" };
    if (answer.status === 401) return { kind: "signed-out" };
    return { kind: answer.ok ? "saved" : "refused", said: (await answer.json()) as T };
  } catch {
    return { kind: navigator.onLine ? "unanswered" : "offline" };
  }
}

/** What the person reads; whoever is signed out signs in beside this page and finds the text still here. */
export function whatNow(outcome: Unkept): (string | Node)[] {
  if (outcome.kind === "offline") return [word("no_connection")];
  if (outcome.kind === "unanswered") return [word("not_saved")];
  const next = encodeURIComponent(location.pathname + location.search);
  const address = `/accounts/login/?next=${next}`;
  return [
    word("sign_in_again"),
    " ",
    make("a", { href: address, target: "_blank", rel: "noopener" }, word("sign_in")),
  ];
}

/** When to try again: at longer and longer pauses; without a network or a session only once it is back. */
export class Patience {
  private failures = 0;
  private end: AbortController | undefined;
  holding = false;

  over(): void {
    this.failures = 0;
    this.release();
  }

  wait(outcome: Unkept, again: () => void): void {
    this.release();
    const { signal } = (this.end = new AbortController());
    const once = { once: true, signal };
    const resume = (): void => {
      this.release();
      again();
    };
    this.holding = outcome.kind !== "unanswered";
    if (outcome.kind === "offline") return addEventListener("online", resume, once);
    if (outcome.kind === "signed-out") return addEventListener("focus", resume, once);
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    const timer = setTimeout(resume, pause);
    signal.addEventListener("abort", () => clearTimeout(timer));
  }

  private release(): void {
    this.holding = false;
    this.end?.abort();
  }
}
