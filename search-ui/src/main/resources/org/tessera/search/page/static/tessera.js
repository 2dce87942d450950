"use strict";

// Everything here makes better what works without it.

// The theme switch: at once, without loading the page again.
document.querySelectorAll("[data-theme-switch]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `tessera-theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
  });
});

// A choice in a list is an answer; no second click.
document.querySelectorAll("[data-submit-on-change]").forEach((form) => {
  form.addEventListener("change", () => form.submit());
  form.querySelectorAll("[data-without-script]").forEach((button) => (button.hidden = true));
});

// Empty fields stay out of the address.
document.querySelectorAll("form[method=get]").forEach((form) => {
  form.addEventListener("submit", () => {
    form.querySelectorAll("input, select").forEach((field) => {
      const price = form.querySelector("[name=max-price]");
      const idle = field.name === "currency" && price && !price.value && !("chosen" in field.dataset);
      const place = form.querySelector("[name=near]");
      const nowhere = field.name === "within" && place && !place.value;
      if (field.name && (!field.value || idle || nowhere)) field.disabled = true;
    });
  });
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form :disabled").forEach((field) => (field.disabled = false));
});

// Where the reader is, to three decimals: some hundred metres, and asked for only on a click.
document.querySelectorAll("[data-near-me]").forEach((button) => {
  if (!("geolocation" in navigator) || !isSecureContext) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const form = button.form;
    const failed = form.querySelector("[data-near-failed]");
    failed.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.near.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        form.requestSubmit();
      },
      () => (failed.textContent = failed.dataset.nearFailed),
      { timeout: 10000, maximumAge: 300000 },
    );
  });
});

// Suggestions while typing.
document.querySelectorAll("[data-suggest]").forEach((field) => {
  const list = document.getElementById("suggestions");
  let waiting;
  let latest = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = field.value.trim();
    if (words.length < 2) return;
    waiting = setTimeout(async () => {
      const turn = ++latest;
      const lang = document.documentElement.lang;
      const response = await fetch(
        `/api/v1/suggest?size=8&lang=${lang}&q=${encodeURIComponent(words)}`,
      ).catch(() => null);
      if (!response || !response.ok || turn !== latest) return;
      const { suggestions } = await response.json();
      list.replaceChildren(
        ...suggestions.map(({ text }) => Object.assign(document.createElement("option"), { value: text })),
      );
    }, 150);
  });
});

// The line about a running harvest.
document.querySelectorAll("[data-live]").forEach((line) => {
  const look = async () => {
    const response = await fetch(line.dataset.live).catch(() => null);
    if (response && response.status === 204) {
      line.textContent = line.dataset.done;
      return;
    }
    if (response && response.ok) {
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html").body;
      if (fresh.textContent !== line.textContent) line.replaceChildren(...fresh.childNodes);
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
});

// On a desk the contents list marks where the reader is.
const links = new Map(
  [...document.querySelectorAll("aside nav a[href^='#']")].map((link) => [link.hash.slice(1), link]),
);
if (links.size > 0 && "IntersectionObserver" in window) {
  const watch = new IntersectionObserver(
    (entries) => {
      entries.forEach(({ target, isIntersecting }) => {
        const link = links.get(target.id);
        if (isIntersecting) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    },
    { rootMargin: "-10% 0% -60% 0%" },
  );
  links.forEach((link, id) => {
    const section = document.getElementById(id);
    if (section) watch.observe(section);
  });
}
