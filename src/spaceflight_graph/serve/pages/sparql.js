// Puts YASGUI in place of the plain form, asking this server only.
"use strict";
{
  const place = document.getElementById("editor");
  const Editor = Yasgui.Yasgui || Yasgui.default || Yasgui;
  const prefixes = JSON.parse(place.dataset.prefixes);
  const yasqe = { value: place.dataset.query, autocompleters: [], addPrefixesToQuery: false };
  const tabs = new Editor(place, {
    requestConfig: { endpoint: place.dataset.endpoint, method: "POST", headers: {} },
    endpointCatalogueOptions: { getData: () => [{ endpoint: place.dataset.endpoint }] },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: false,
    yasqe,
    yasr: { prefixes },
  });
  const tab = tabs.getTab();
  if (tab) {
    tab.setQuery(place.dataset.query);
  }
  document.querySelector("main > form").hidden = true;
}
