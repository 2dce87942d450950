package org.tessera.search.page;

/** x. */
public class Pages {}
