package org.tessera.search.page;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/** The prefixes under which pages write the terms of the store. */
final class Prefixes {
  static final Map<String, String> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("adms", Adms.NS),
              Map.entry("dcat", Dcat.NS),
              Map.entry("dct", Dct.NS),
              Map.entry("elm", Elm.NS),
              Map.entry("foaf", Foaf.NS),
              Map.entry("prov", Prov.NS),
              Map.entry("qb", Qb.NS),
              Map.entry("rdf", Rdf.NS),
              Map.entry("rdfs", Rdfs.NS),
              Map.entry("skos", Skos.NS),
              Map.entry("tess", Tess.NS),
              Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#")));

  private Prefixes() {}

  /** {@code dct:title} for a term of a known namespace, else the IRI as it stands. */
  static String shortened(String iri) {
    return ALL.entrySet().stream()
        .filter(entry -> iri.startsWith(entry.getValue()))
        .max(Comparator.comparingInt(entry -> entry.getValue().length()))
        .map(entry -> entry.getKey() + ":" + iri.substring(entry.getValue().length()))
        .orElse(iri);
  }
}
