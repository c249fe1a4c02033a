/** The page without network: the service worker, and the offer to change to a newer version. */

import { button, byId } from "./dom.js";

/** @param {() => void} beforeReload */
export async function worksOffline(beforeReload) {
  if (!("serviceWorker" in navigator)) return;
  try {
    // A page that no worker served yet is no older than the worker that takes it over.
    let first = !navigator.serviceWorker.controller;
    const registration = await navigator.serviceWorker.register("./sw.js");
    const offer = () => {
      const { waiting } = registration;
      if (!waiting || first) return;
      const reload = button("Change to it now", () => waiting.postMessage("change"));
      byId("update").replaceChildren(
        "There is a newer version of this page. Your answers are kept. ",
        reload,
      );
      byId("update").hidden = false;
    };
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (first) {
        first = false;
        return;
      }
      beforeReload();
      location.reload();
    });
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", offer);
    });
    offer();
  } catch {
    // Without a service worker the page needs the network each time, and nothing else changes.
  }
}
