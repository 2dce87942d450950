"use strict";

// The SPARQL editor in the place of the plain form. It completes from this store and asks nobody
// else.
(async () => {
  const place = document.getElementById("yasgui");
  const fallback = document.querySelector("[data-fallback]");
  if (!place || !window.Yasgui) return;
  const { prefixes, classes, properties } = await fetch(place.dataset.terms).then((r) => r.json());
  const declared = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  const Yasqe = window.Yasgui.Yasqe;
  const matching = (terms) => async (_yasqe, token) => {
    const typed = (token.autocompletionString || token.string || "").replace(/^</, "");
    return terms.filter((iri) => iri.toLowerCase().includes(typed.toLowerCase()));
  };
  const local = (name, like, terms) => ({ ...Yasqe.Autocompleters[like], name, get: matching(terms), bulk: false, persistenceId: null });
  Yasqe.registerAutocompleter(local("tessera-classes", "class", classes));
  Yasqe.registerAutocompleter(local("tessera-properties", "property", properties));
  Yasqe.registerAutocompleter({ ...Yasqe.Autocompleters.prefixes, name: "tessera-prefixes", get: async () => declared, persistenceId: null });
  Yasqe.defaults.autocompleters = ["tessera-prefixes", "tessera-classes", "tessera-properties", "variables"];
  const query = document.getElementById("query").value;
  const yasgui = new window.Yasgui(place, {
    requestConfig: { endpoint: new URL(place.dataset.endpoint, location.href).href },
    endpointCatalogueOptions: { getData: () => [] },
    persistenceId: null,
    copyEndpointOnNewTab: true,
    tabName: place.dataset.label,
    // The page has answered a query in its address already.
    populateFromUrl: false,
    yasqe: { value: query, resizeable: true },
  });
  fallback.hidden = true;
  yasgui.getTab().setQuery(query);
  // Its button for a new tab stands in the list of tabs, where only tabs may stand.
  place.querySelectorAll("[role=tablist] button:not([role])").forEach((button) => button.setAttribute("role", "tab"));
  const label = () => {
    place.querySelectorAll(".CodeMirror textarea").forEach((area) => area.setAttribute("aria-label", place.dataset.label));
    // It knows English alone.
    for (const view of ["table", "response"]) {
      place.querySelectorAll(`.select_${view}`).forEach((button) => {
        button.title = place.dataset[view];
        button.setAttribute("aria-label", place.dataset[view]);
        button.lastChild.textContent = place.dataset[view];
      });
    }
  };
  label();
  yasgui.on("tabAdd", label);
  document.querySelectorAll("[data-query]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      yasgui.getTab().setQuery(link.dataset.query);
      yasgui.getTab().query();
      place.scrollIntoView({ block: "nearest" });
    });
  });
})();
