package org.tessera.store;

import org.apache.jena.graph.Graph;

/**
 * A record as the store holds it: its catalogue record and its whole graph, detached from the
 * store.
 */
public record StoredRecord(CatalogueRecord catalogueRecord, Graph graph) {}
