import htmx from "htmx.org";
import { csrfToken, isSignIn, parsed } from "./elements";
import { signInAgain } from "./sign-in";
import { toast, toastFromAnswer } from "./toasts";
import { word } from "./words";

type Answer = CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>;
type Asking = CustomEvent<{ verb: string; headers: Record<string, string> }>;

/** htmx under our content security policy, with refusals said where people see them. */
export function startRequests(): void {
  htmx.config.allowEval = false;
  htmx.config.allowScriptTags = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.scrollBehavior = "auto";
  htmx.config.historyCacheSize = 0; // going back asks for the page afresh: its filters and islands are then those of its address
  htmx.config.refreshOnHistoryMiss = true;
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "...", swap: false, error: true },
  ];
  document.addEventListener("htmx:configRequest", addToken);
  document.addEventListener("htmx:beforeSwap", readAnswer);
  document.addEventListener("htmx:sendError", () => toast(word("no_answer"), "error"));
  document.addEventListener("htmx:timeout", () => toast(word("no_answer"), "error"));
}

function addToken(event: Event): void {
  const { verb, headers } = (event as Asking).detail;
  if (verb !== "get") headers["X-CSRFToken"] = csrfToken();
}

function readAnswer(event: Event): void {
  const { detail } = event as Answer;
  const { xhr } = detail;
  if (xhr.status >= 400 && xhr.status !== 422) {
    detail.shouldSwap = false;
    toastFromAnswer(xhr.responseText);
  } else if (xhr.responseText.includes('data-page="sign-in"') && isSignIn(parsed(xhr.responseText))) {
    detail.shouldSwap = false;
    signInAgain(xhr.responseURL);
  }
}
