/** `interim view`: the lineage panel of a run in a browser, served from this machine to this machine. */
export {};
